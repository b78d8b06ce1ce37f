import { nowMs } from '../clock.ts'
import type { RunningTest } from './worker-state.ts'

/** Of what the test has left: the rest is for the report and for the test's own work. */
const SHARE = 0.55
const MOST_MS = 10_000
/** Where no test runner says how long a test may take. */
const WITHOUT_TEST_MS = 3000
/** Of the timeout, when hooks have taken so long that the time of the test itself is not known. */
const AFTER_SLOW_HOOKS_SHARE = 0.5

/**
 * How long a measurement may take.
 *
 * The test's clock starts at its first `beforeEach`, while Vitest's timeout starts with its body: there is at least the time that
 * this says.
 *
 * @returns milliseconds: about 55 % of what is left of the test's timeout, at most 10 s; 3 s outside of a test
 */
export function timeBudgetMs(test: Pick<RunningTest, 'task' | 'startedMs'> | undefined): number {
  if (test?.task.timeout === undefined) return WITHOUT_TEST_MS
  const leftMs = timeLeftMs(test)
  return Math.min(MOST_MS, SHARE * (leftMs > 0 ? leftMs : test.task.timeout * AFTER_SLOW_HOOKS_SHARE))
}

/** Of the test's timeout; negative when hooks have taken longer than that, `Infinity` where there is none. */
export function timeLeftMs(test: Pick<RunningTest, 'task' | 'startedMs'> | undefined): number {
  const { timeout = 0 } = test?.task ?? {}
  if (!test || timeout <= 0) return Infinity
  return timeout - (nowMs() - test.startedMs)
}
