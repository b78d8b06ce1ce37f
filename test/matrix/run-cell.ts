import { performance } from 'node:perf_hooks'
import type { Cell } from './cells.ts'
import { problemsOf } from './judge.ts'
import { projectOf } from './places.ts'
import { setupOf } from './setups.ts'
import { type VitestRun, vitestRun } from './vitest-run.ts'

export interface Outcome {
  readonly cell: Cell
  readonly seconds: number
  /** 2 if the first ran out of time. */
  readonly attempts: number
  /** Whole sentences, with messages in full; none if the cell has passed. */
  readonly problems: readonly string[]
}

/** Some twenty times what a cell takes on a quiet machine. */
const CELL_TIMEOUT_MS = 300_000
const ATTEMPTS = 2

/** What a run has where the machine was too busy: then it may be tried again. */
const outOfTime = /Test timed out in|Timeout (?:calling|waiting|starting)|no time was left|raise the option "budget"/

export async function runCell(cell: Cell, node: string, tarball: string): Promise<Outcome> {
  for (let attempts = 1; ; attempts++) {
    const start = performance.now()
    const { run, problems } = await attempt(cell, node, tarball)
    const seconds = (performance.now() - start) / 1000
    if (problems.length === 0 || attempts === ATTEMPTS || !ranOutOfTime(run))
      return { cell, seconds, attempts, problems }
  }
}

async function attempt(cell: Cell, node: string, tarball: string) {
  const { args = [], env = {}, expectations, problemsIn } = setupOf(cell)
  const { root, vitest } = await projectOf(cell, tarball)
  const run = await vitestRun({ node, vitest, root, args, env, timeoutMs: CELL_TIMEOUT_MS })
  if (run.isTimedOut) return { run, problems: [`it did not end in ${CELL_TIMEOUT_MS / 1000} s; so far:\n${run.text}`] }
  const problems = problemsOf(run, expectations)
  return { run, problems: run.tests.size > 0 ? [...problems, ...(problemsIn?.(root) ?? [])] : problems }
}

const ranOutOfTime = ({ isTimedOut, text }: VitestRun): boolean => isTimedOut || outOfTime.test(text)
