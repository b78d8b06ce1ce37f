import { execFile } from 'node:child_process'
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { readResults } from '../../../src/compare/read-results.ts'
import { childEnvironment } from './environment.ts'
import type {} from './global-setup.ts'
import type { Major } from './majors.ts'

export interface BenchOptions {
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Written to the root before the run, by name. */
  readonly files?: Readonly<Record<string, string>>
}

export interface BenchRun {
  readonly exitCode: number
  /** What is printed, without colours, with the folder as `<root>`. */
  readonly text: string
  /** The file of `--outputJson` (3, 4) or of the JSON reporter (5). */
  readonly json: string
  /** What that file says of a benchmark, by `group > name`. */
  readonly figures: ReadonlyMap<string, { readonly space?: number; readonly objects?: number }>
}

const FIXTURES = join(import.meta.dirname, '../fixtures')
const RESULTS = 'results.json'
const outputs: Readonly<Record<Major, readonly string[]>> = {
  3: ['--outputJson', RESULTS],
  4: ['--outputJson', RESULTS],
  5: ['--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`],
}

/**
 * Runs the benchmarks of the fixture for this major with real Vitest.
 *
 * @param filter which of the fixture's files
 * @returns nothing where no Node for this major can be had
 */
export async function runBench(
  major: Major,
  filter: string,
  { args = [], env = {}, files = {} }: BenchOptions = {},
): Promise<BenchRun | undefined> {
  const { folder, node } = inject('majors')[major]
  if (!node) return undefined
  const root = join(folder, 'projects/bench')
  await rm(root, { recursive: true, force: true })
  await cp(join(FIXTURES, major === 5 ? 'bench-5' : 'bench'), root, { recursive: true })
  for (const [name, content] of Object.entries(files)) await writeFile(join(root, name), content)
  const vitest = join(folder, 'node_modules/vitest/vitest.mjs')
  const { exitCode, text } = await output(
    node,
    [vitest, 'bench', '--run', filter, ...outputs[major], ...args],
    root,
    env,
  )
  const json = await readFile(join(root, RESULTS), 'utf8')
  return { exitCode, text: text.replaceAll(root, '<root>'), json, figures: figuresIn(json) }
}

function output(program: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>>) {
  return new Promise<{ exitCode: number; text: string }>((resolve, reject) => {
    execFile(program, args, { cwd, env: childEnvironment(env) }, (error, stdout, stderr) => {
      const exitCode = error ? error.code : 0
      if (typeof exitCode === 'number') resolve({ exitCode, text: stdout + stderr })
      else reject(error)
    })
  })
}

const figuresIn = (json: string): BenchRun['figures'] =>
  new Map(
    readResults(JSON.parse(json))?.map(({ group, name, figures: { space, objects } }) => [
      [group, name].filter(Boolean).join(' > '),
      { ...(space && { space: space.value }), ...(objects && { objects: objects.value }) },
    ]),
  )
