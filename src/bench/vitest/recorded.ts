import type { AllocationFigures } from '../measure-task.ts'

/** What a test of Vitest 5 has in `meta['vitest-leak'].benchmarks`: reporters are not given what a provider adds to results. */
export interface RecordedBenchmark extends AllocationFigures {
  readonly name: string
}

const META_KEY = 'vitest-leak'

interface Meta {
  [META_KEY]?: { readonly benchmarks?: readonly RecordedBenchmark[] } | undefined
}

export interface Test {
  readonly meta: object
  readonly result?: { readonly retryCount?: number; readonly repeatCount?: number } | undefined
}

const attempts = new WeakMap<Test, string>()

/** Adds to what this attempt of the test has measured before; a test's meta outlives its attempts. */
export function recordOn(test: Test, measured: ReadonlyMap<string, AllocationFigures>): void {
  const attempt = `${test.result?.retryCount}, ${test.result?.repeatCount}`
  const isSameAttempt = attempts.get(test) === attempt
  attempts.set(test, attempt)
  const meta = test.meta as Meta
  const before = isSameAttempt ? (meta[META_KEY]?.benchmarks ?? []) : []
  const added = [...measured].map(([name, figures]) => ({ name, ...figures }))
  meta[META_KEY] = { ...meta[META_KEY], benchmarks: [...before, ...added] }
}

/** From a test, or from a test in a file of Vitest's JSON reporter. */
export const recordedIn = (meta: unknown): readonly RecordedBenchmark[] =>
  (meta as Meta | undefined)?.[META_KEY]?.benchmarks ?? []
