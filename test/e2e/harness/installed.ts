import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { childEnvironment } from './environment.ts'

const run = promisify(execFile)

const root = join(import.meta.dirname, '../../..')

/**
 * Kept between runs. Outside of this project, so that nothing is found in its `node_modules`; one for each checkout.
 */
export const CACHE = join(realpathSync(tmpdir()), `vitest-leak-e2e-${sha256(root).slice(0, 8)}`)

/**
 * A folder with these packages installed, which Node finds from any folder below it. Installed only when the list has changed,
 * or the contents of a tarball in it.
 */
export async function installed(name: string, packages: readonly string[]): Promise<string> {
  const folder = join(CACHE, name)
  const stamp = join(folder, 'installed.txt')
  const wanted = (await Promise.all(packages.map(identity))).join('\n')
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return folder
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  const flags = ['--no-package-lock', '--no-audit', '--no-fund', '--prefer-offline', '--engine-strict=false']
  await run('npm', ['install', ...flags, ...packages], {
    cwd: folder,
    env: childEnvironment(),
    shell: process.platform === 'win32',
  })
  await writeFile(stamp, wanted)
  return folder
}

async function identity(spec: string): Promise<string> {
  if (!spec.endsWith('.tgz')) return spec
  return sha256(await readFile(spec))
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}
