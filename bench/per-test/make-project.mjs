import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { npm } from '../../scripts/unpack-package.mjs'

const ZOD = '4.6.7'

/**
 * A project outside of this checkout, with this package as its users install it, and with the sources and tests that zod's package ships.
 *
 * @param vitest version of Vitest to install: `4`, `5.1.1`
 */
export function makeProject(vitest) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-per-test-'))
  try {
    npm(['pack', '--silent', '--pack-destination', folder], join(import.meta.dirname, '../..'))
    const packed = readdirSync(folder).find((name) => name.endsWith('.tgz'))
    if (!packed) throw new Error('npm pack made no file')
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
    const packages = [`./${packed}`, `vitest@${vitest}`, `zod@${ZOD}`]
    npm(['install', '--no-package-lock', '--no-audit', '--no-fund', '--silent', ...packages], folder)
    cpSync(join(import.meta.dirname, 'project'), folder, { recursive: true })
    // What is in node_modules counts as a dependency, to Vitest and to vitest-leak; these are the tests of a project.
    cpSync(join(folder, 'node_modules/zod/src'), join(folder, 'zod'), { recursive: true })
    return { folder, versions: ['zod', 'vitest'].map((name) => `${name} ${versionIn(folder, name)}`).join(', ') }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

const versionIn = (folder, name) =>
  JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version
