import { type AllocatedFigures, stacksOf } from '../measure/whole-test.ts'
import { allocationEvidence, leakEvidence } from '../report/baseline-evidence.ts'
import { contextOf, type FailedTest, type FailureEvidence, pageOf } from './failed-test.ts'
import type { KeptSites } from './kept-sites.ts'
import type { CheckedTest } from './test-baseline.ts'
import { errorAt } from './test-error.ts'

/** The report of a test that is not as its baseline has it. */
export function baselineError(
  { recording, task, ...evidence }: FailureEvidence,
  { shown, evidence: taken }: KeptSites,
  { compared, isOnlyAllocated, message }: CheckedTest,
  allocated: AllocatedFigures | undefined,
): FailedTest {
  // Without figures to compare with there is nothing to show.
  if (!message || !compared) return message ? { error: errorAt(task, message([])) } : {}
  if (isOnlyAllocated && allocated) {
    const context = contextOf(task, { ...evidence, base: [], current: stacksOf(allocated.recorded) })
    const sections = allocationEvidence({ ...context, callsPerRound: 1, profile: context.diff })
    return { error: errorAt(task, message(sections)), ...pageOf(context.profiles) }
  }
  const retained = taken ?? recording.evidence()
  const context = contextOf(task, { ...evidence, base: [], ...retained })
  const worse = shown.map(({ frame }) => frame)
  const error = errorAt(task, message(leakEvidence({ ...context, worse, mocksRemember: false })))
  return { error, retained, ...pageOf(context.profiles) }
}
