import { spawn } from 'node:child_process'
import { cp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { childEnvironment } from './environment.ts'
import type {} from './global-setup.ts'
import { outcomesIn, type TestOutcome } from './json-report.ts'
import type { Major, Pool } from './majors.ts'

export interface RunOptions {
  readonly major?: Major
  readonly pool?: Pool
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

export interface Run {
  readonly exitCode: number | null
  /** What the default reporter prints, with the folder as `<root>`. */
  readonly text: string
  /** By full name. */
  readonly tests: ReadonlyMap<string, TestOutcome>
  /** Where the fixture ran. */
  readonly root: string
}

const FIXTURES = join(import.meta.dirname, '../fixtures')

/**
 * Runs a fixture project with real Vitest, as a user would.
 *
 * @returns nothing where no Node for this major can be had
 */
export async function runVitest(fixture: string, options: RunOptions = {}): Promise<Run | undefined> {
  const { major = 4, pool = 'forks', args = [], env = {} } = options
  const { folder, node } = inject('majors')[major]
  if (!node) return undefined
  const root = join(folder, 'projects', `${fixture}-${pool}`)
  await rm(root, { recursive: true, force: true })
  await cp(join(FIXTURES, fixture), root, { recursive: true })
  const json = join(root, 'results.json')
  const vitest = join(folder, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${json}`]
  const { exitCode, text } = await output(node, [vitest, 'run', `--pool=${pool}`, ...reporters, ...args], root, env)
  return { exitCode, text: text.replaceAll(root, '<root>'), tests: outcomesIn(await readFile(json, 'utf8')), root }
}

function output(program: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>>) {
  return new Promise<{ exitCode: number | null; text: string }>((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: childEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', (chunk: string) => {
        text += chunk
      })
    }
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode, text }))
  })
}
