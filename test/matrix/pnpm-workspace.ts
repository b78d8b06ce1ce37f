import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { childEnvironment } from '../e2e/harness/environment.ts'
import { CACHE, installed } from '../e2e/harness/installed.ts'
import { type Major, majors } from '../e2e/harness/majors.ts'
import { FIXTURES } from './fixture.ts'

/** The newest that runs on Node 20. */
const PNPM = 'pnpm@^10.0.0'

/** A workspace that pnpm has installed, with the packed vitest-leak from a file. Installed again only when something has changed. */
export async function pnpmWorkspace(major: Major, node: number, tarball: string): Promise<string> {
  const folder = join(CACHE, `matrix-pnpm-${major}-${node}`)
  const stamp = join(folder, 'installed.txt')
  const manifest = await appManifest(major)
  const wanted = [
    PNPM,
    manifest,
    createHash('sha256')
      .update(await readFile(tarball))
      .digest('hex'),
  ].join('\n')
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return folder

  await rm(folder, { recursive: true, force: true })
  await cp(join(FIXTURES, 'pnpm'), folder, { recursive: true })
  await cp(tarball, join(folder, 'vitest-leak.tgz'))
  await writeFile(join(folder, 'packages/app/package.json'), manifest)
  const pnpm = join(await installed('matrix-pnpm', [PNPM]), 'node_modules/pnpm/bin/pnpm.cjs')
  const flags = ['--no-lockfile', '--prefer-offline', '--store-dir', join(CACHE, 'matrix-pnpm-store')]
  await promisify(execFile)(process.execPath, [pnpm, 'install', ...flags], {
    cwd: folder,
    env: childEnvironment({ CI: '' }),
  })
  await writeFile(stamp, wanted)
  return folder
}

async function appManifest(major: Major): Promise<string> {
  const range = majors[major].packages.find((name) => name.startsWith('vitest@'))?.replace('vitest@', '')
  const text = await readFile(join(FIXTURES, 'pnpm/packages/app/package.json'), 'utf8')
  if (!range || !text.includes('"VITEST"')) throw new Error(`no range of Vitest ${major} for ${text}`)
  return text.replace('"VITEST"', JSON.stringify(range))
}
