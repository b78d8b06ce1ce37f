import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Builds and packs this package, and unpacks it as `vitest-leak` into a folder's `node_modules`, where programs in that folder find it as
 * its users do. A link to `dist` would not do: whatever lies below the package's own folder is taken for the package.
 *
 * @param folder inside of this checkout, so that the package's dependencies are found
 */
export function unpackPackage(folder) {
  const target = join(folder, 'node_modules/vitest-leak')
  const packed = mkdtempSync(join(tmpdir(), 'vitest-leak-'))
  try {
    const printed = npm(['pack', '--json', '--silent', '--pack-destination', packed], join(import.meta.dirname, '..'))
    const filename = /"filename":\s*"([^"]+)"/.exec(printed)?.[1]
    if (!filename) throw new Error('npm pack named no file')
    rmSync(target, { recursive: true, force: true })
    mkdirSync(target, { recursive: true })
    execFileSync('tar', ['-xzf', join(packed, filename), '-C', target, '--strip-components=1'])
  } finally {
    rmSync(packed, { recursive: true, force: true })
  }
}

/** @returns what npm prints to its standard output */
export const npm = (args, cwd, env = {}) =>
  execFileSync('npm', args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
