import { writeProfiles } from '../artifacts/write-profiles.ts'
import { diffBase } from '../profile/diff.ts'
import { foldRuntime } from '../profile/fold.ts'
import { mapPositions } from '../profile/map.ts'
import type { Frame, Profile } from '../profile/profile.ts'
import type { ReportContext } from '../report/input.ts'
import { isRuntime } from '../vitest/runtime-frames.ts'
import type { RunningTest } from '../vitest/worker-state.ts'
import type { MatcherContext } from './context.ts'
import { keepFiles } from './keep-files.ts'
import { type Evidence, readSource, reportSettings } from './report-context.ts'

/** Frames of another process come in source positions; this one's source maps are of other code. */
export const asIs = (frame: Frame): Frame => frame

const NOT_EXPLAINED = "the heap is another process's, of which no snapshot is taken"

/**
 * `reportContext` for a heap in another process, which is not explained.
 *
 * @param evidence with the option `explain`: who has switched that off is not told that it is missing
 */
export function remoteReportContext(
  evidence: Omit<Evidence, 'explanation' | 'snapshot'> & { readonly explain: unknown },
  context: MatcherContext,
  test: RunningTest | undefined,
): ReportContext & { readonly diff: Profile } {
  const { subject, samplingIntervalBytes, offHeapSharedBy, explain } = evidence
  // Stacks that were apart in generated code may be one in the source.
  const base = mapPositions(evidence.base, asIs)
  const current = mapPositions(evidence.current, asIs)
  const diff = diffBase(current, base)
  const profiles = keepFiles(context, test, subject, (artifacts) =>
    writeProfiles({ ...artifacts, base, current, diff, samplingIntervalBytes }),
  )
  return {
    ...reportSettings(),
    subject,
    samplingIntervalBytes,
    profiles,
    readSource,
    diff: foldRuntime(diff, isRuntime),
    ...(offHeapSharedBy === undefined ? {} : { offHeapSharedBy }),
    ...(explain !== false && { explanation: { reason: NOT_EXPLAINED } }),
  }
}
