import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { npm, unpackPackage } from '../../scripts/unpack-package.mjs'
import { tools } from './tools.mjs'

const BENCH = join(import.meta.dirname, '..')

const isThere = (name) => existsSync(join(BENCH, 'node_modules', name, 'package.json'))

/**
 * Ours, packed; and the rivals, unless they are there.
 *
 * @returns names of tools whose package did not install, as one does whose addon does not build
 */
export function install() {
  const missing = () => Object.keys(tools).filter((tool) => tools[tool].needs && !isThere(tools[tool].needs))
  if (missing().length > 0) {
    console.log('Installing leakage and memlab …')
    npm(['install', '--no-package-lock', '--no-audit', '--no-fund'], BENCH, { PUPPETEER_SKIP_DOWNLOAD: '1' })
  }
  unpackPackage(BENCH)
  return missing()
}
