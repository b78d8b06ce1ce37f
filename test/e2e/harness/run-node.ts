import { execFile } from 'node:child_process'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { childEnvironment } from './environment.ts'
import type {} from './global-setup.ts'

export { nodeOf, ownNodeMajor } from './node.ts'

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
