import { MeasurementError } from '../measure/errors.ts'
import { type RunningTest, type TestTask, workerState } from '../vitest/worker-state.ts'

/** What a matcher's `this` has of the test it is in. */
export interface KeyContext {
  readonly currentTestName?: string | undefined
  readonly testPath?: string | undefined
  /** Matchers called so far in this attempt of the test, this one not counted. */
  readonly assertionCalls?: number | undefined
}

/** By which a baseline is found. */
export interface Names {
  readonly currentTestName: string
  readonly testPath: string
}

/** @throws MeasurementError outside of a test */
export function namesOf({ currentTestName, testPath }: KeyContext): Names {
  if (currentTestName && testPath) return { currentTestName, testPath }
  throw new MeasurementError(
    `a baseline is kept by the test's ${testPath ? 'name' : 'file and name'}, and expect() knows of none here: call it in a test of Vitest or Jest`,
  )
}

interface Attempt {
  readonly test: RunningTest
  /** How many assertions other tests of the same name had before this one. */
  readonly before: number
}

interface Counters {
  /** Of a file's run, by the test's name. */
  readonly used: Map<string, number>
  readonly attempts: WeakMap<TestTask, Attempt>
  lastCall?: { readonly name: string; readonly assertionCalls: number }
}

// By the file's run, which is an object of Vitest's: another one after a change in watch mode.
const byRun = new WeakMap<object, Counters>()
const byPath = new Map<string, Counters>()

/**
 * The key of an assertion's baseline, as snapshots have it: `outer > renders a page 1`, `… 2` for the second of the test. Once for each
 * assertion; an attempt of a test that is repeated begins where the one before did.
 *
 * @param test in whose attempt it is
 */
export function assertionKey(context: Names & KeyContext, test?: RunningTest): string {
  const { currentTestName: name, testPath } = context
  const isTracked = test !== undefined && workerState.running.get(test.task) === test
  const run = test?.task.file
  const counters = countersOf(isTracked ? run : undefined, testPath)
  const used = isTracked ? usedBefore(counters, name, test) : usedWithoutHooks(counters, name, context)
  counters.used.set(name, used + 1)
  return `${name} ${used + 1}`
}

function countersOf(run: object | undefined, path: string): Counters {
  const existing = run ? byRun.get(run) : byPath.get(path)
  if (existing) return existing
  const counters: Counters = { used: new Map(), attempts: new WeakMap() }
  if (run) byRun.set(run, counters)
  else byPath.set(path, counters)
  return counters
}

function usedBefore({ used, attempts }: Counters, name: string, test: RunningTest): number {
  const last = attempts.get(test.task)
  const count = used.get(name) ?? 0
  if (last?.test === test) return count
  const before = last?.before ?? count
  attempts.set(test.task, { test, before })
  return before
}

/** In Jest, and where the setup file is missing: matchers are counted from 0 again in each attempt. */
function usedWithoutHooks(counters: Counters, name: string, { assertionCalls = 0 }: KeyContext): number {
  const { lastCall, used } = counters
  const isAgain = lastCall?.name === name && assertionCalls <= lastCall.assertionCalls
  counters.lastCall = { name, assertionCalls }
  return isAgain ? 0 : (used.get(name) ?? 0)
}
