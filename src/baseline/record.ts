import { type AssertedBaseline, figuresIn, recordFigures } from '../per-test/figures.ts'
import type { RunningTest } from '../vitest/worker-state.ts'

/** Of this attempt of a test: what an earlier one has left in the test's meta does not count. */
const byAttempt = new WeakMap<RunningTest, readonly AssertedBaseline[]>()

/** What the baselines of this attempt's assertions were found to be, in their order. */
export const assertionsOf = (test: RunningTest): readonly AssertedBaseline[] => byAttempt.get(test) ?? []

/** Puts the outcome of an assertion into the test's meta, beside what is there: reporters find it there. */
export function recordAssertion(test: RunningTest, asserted: AssertedBaseline): void {
  const { meta } = test.task
  const earlier = figuresIn(meta)?.assertions?.find(({ key }) => key === asserted.key)?.verdict
  // What an attempt has written, the next one finds.
  const isWritten = asserted.verdict === 'same' && (earlier === 'new' || earlier === 'updated')
  const assertions = [...assertionsOf(test), isWritten ? { ...asserted, verdict: earlier } : asserted]
  byAttempt.set(test, assertions)
  if (meta) recordFigures({ meta }, { ...figuresIn(meta), assertions })
}
