import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from '../scripts/unpack-package.mjs'

/** Installs what the bodies need, unless it is all there. */
export function installBodies(root) {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const isMissing = (name) => !existsSync(join(root, 'node_modules', name, 'package.json'))
  if (!Object.keys(dependencies).some(isMissing)) return
  console.log('Installing the packages of the corpus …')
  npm(['install', '--legacy-peer-deps', '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'], root)
}
