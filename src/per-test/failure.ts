import { explainKept, type KeptExplanation } from '../explain/explain-kept.ts'
import type { KeptFigures } from '../explain/kept/likely-places.ts'
import { makersOf } from '../explain/kept/makers.ts'
import type { Limit } from '../judge/limit.ts'
import type { Surroundings } from '../matchers/assertion.ts'
import { explainSettings } from '../matchers/explain.ts'
import { type AllocatedFigures, stacksOf } from '../measure/whole-test.ts'
import type { Profile } from '../profile/profile.ts'
import { sumOf } from '../profile/sum-of.ts'
import { heldNowLines } from '../report/held-now.ts'
import type { ReportContext } from '../report/input.ts'
import { joinSections } from '../report/message.ts'
import { profilesSection } from '../report/profiles.ts'
import { retainMessage } from '../report/retain.ts'
import { testAllocationsMessage } from '../report/test-allocations.ts'
import { toSource } from '../vitest/source-positions.ts'
import { currentDefaults, type TestTask, workerState } from '../vitest/worker-state.ts'
import { contextOf, type FailedTest, type FailureEvidence, pageOf, testContext } from './failed-test.ts'
import { errorAt } from './test-error.ts'

/** The report of a test that keeps more than it may: that of `toNotRetainMoreThan`, with who holds as much at the end of the test. */
export function retainedError({ recording, task, ...evidence }: FailureEvidence, limit: Limit): FailedTest {
  const retained = recording.evidence()
  const { profiles, ...context } = contextOf(task, { ...evidence, base: [], ...retained })
  // To read a snapshot takes three times as long while allocations are recorded.
  recording.close()
  const kept = keptFigures(context.diff, retained.offHeapBytes)
  const { explanation, snapshot } = heldNow(task, evidence.subject, kept, retained.current)
  const message = joinSections(
    [retainMessage({ ...context, ...retained, limit, isNegated: false })],
    [
      ...heldNowLines(explanation, kept, context.root, context.paint),
      ...profilesSection({ ...context, ...(profiles && { profiles }), ...(snapshot && { snapshot }) }, context.paint),
    ],
  )
  return { error: errorAt(task, message), retained, ...pageOf(profiles) }
}

/** The report of a test that allocates more than it may. */
export function allocationsError(
  { task, recording: _, ...evidence }: FailureEvidence,
  allocated: AllocatedFigures,
  limitBytes: number,
): FailedTest {
  const current = stacksOf(allocated.recorded)
  const context = contextOf(task, { ...evidence, base: [], current })
  const { bytes } = allocated
  const message = testAllocationsMessage({ ...context, limitBytes, bytes, profile: context.diff })
  return { error: errorAt(task, message), ...pageOf(context.profiles) }
}

/** What a test has made that is alive, whether or not it took the place of something else. */
function keptFigures(diff: Profile, offHeapBytes: number): KeptFigures {
  return {
    heapBytes: sumOf(diff, ({ bytes, offHeapBytes = 0 }) => bytes - offHeapBytes),
    offHeapBytes: Math.max(0, offHeapBytes),
  }
}

/** No assertion is going on. */
const OVER: Surroundings = { test: undefined, budgetMs: 0, signal: AbortSignal.abort() }

/** The test is not run again: all that it keeps is alive now. */
function heldNow(
  task: TestTask,
  subject: string,
  kept: KeptFigures,
  current: Profile,
): { readonly explanation?: KeptExplanation; readonly snapshot?: ReportContext['snapshot'] } {
  const { explain } = currentDefaults()
  if (explain === false) return {}
  const { progress, kept: keptSnapshot, ...settings } = explainSettings(explain, testContext(task), OVER, subject)
  const found = explainKept({ ...settings, kept, makers: makersOf(current, kept) })
  progress.end()
  // What this has left in caches is nothing that the next test keeps.
  workerState.atRest = undefined
  return { explanation: inSource(found), snapshot: keptSnapshot() }
}

function inSource(explanation: KeptExplanation): KeptExplanation {
  if ('reason' in explanation) return explanation
  const holders = explanation.holders.map(({ holder, ...held }) => {
    const { file } = toSource({ functionName: '', file: holder.root.file, line: 0, column: 0 })
    return { ...held, holder: { ...holder, root: { ...holder.root, file } } }
  })
  return { ...explanation, holders }
}
