import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { childEnvironment } from './environment.ts'

const run = promisify(execFile)

/** Kept between runs, and gone with `npm ci`. */
export const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/vitest-leak-e2e')

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
  return createHash('sha256')
    .update(await readFile(spec))
    .digest('hex')
}
