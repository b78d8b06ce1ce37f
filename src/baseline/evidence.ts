import { writeAllocs } from '../artifacts/write-profiles.ts'
import type { MatcherContext } from '../matchers/context.ts'
import { withExactOffHeap } from '../matchers/exact-off-heap.ts'
import type { Explained } from '../matchers/explain.ts'
import { offHeapTotals } from '../matchers/growth-evidence.ts'
import { keepFiles } from '../matchers/keep-files.ts'
import { readSource, reportContext, reportSettings, toTheirSource } from '../matchers/report-context.ts'
import type { AllocatedResult } from '../measure/allocated/measure-allocated.ts'
import type { GrowthResult } from '../measure/growth-result.ts'
import { foldRuntime } from '../profile/fold.ts'
import { mapPositions } from '../profile/map.ts'
import { allocationEvidence, leakEvidence } from '../report/baseline-evidence.ts'
import { isRuntime } from '../vitest/runtime-frames.ts'
import { toSource } from '../vitest/source-positions.ts'
import type { RunningTest } from '../vitest/worker-state.ts'
import type { BaselineComparison } from './compare.ts'
import { fingerprintOf } from './fingerprint.ts'

/** Whose assertion it is. */
export interface Asserting {
  readonly subject: string
  readonly context: MatcherContext
  readonly test: RunningTest | undefined
}

/** Where the leaks come from that are worse than committed, with profiles on disk. */
export function evidenceOfLeak(
  growth: GrowthResult & Explained,
  { sites }: BaselineComparison,
  folder: string,
  { subject, context, test }: Asserting,
): string[][] {
  const worse = new Set(sites.filter(({ verdict }) => verdict === 'worse').map(({ fingerprint }) => fingerprint))
  const frames = growth.sites.map((site) => toSource(site.frame))
  const exact = withExactOffHeap(growth, offHeapTotals(growth))
  return leakEvidence({
    ...reportContext({ ...exact, subject }, context, test),
    mocksRemember: growth.mocksRemember,
    worse: worse.size === 0 ? frames : frames.filter((frame) => worse.has(fingerprintOf(frame, folder))),
  })
}

/** Where allocations come from, with their profile on disk. */
export function evidenceOfAllocation(
  { sites, callsPerRound }: AllocatedResult,
  { subject, context, test }: Asserting,
): string[][] {
  if (!sites) return []
  const allocated = mapPositions(sites.profile, toTheirSource)
  const alive = mapPositions(sites.alive.profile, toTheirSource)
  const profiles = keepFiles(context, test, subject, (artifacts) =>
    allocated.length > 0 ? writeAllocs({ ...artifacts, allocated, alive, samplingIntervalBytes: 1 }) : undefined,
  )
  return allocationEvidence({
    ...reportSettings(),
    subject,
    samplingIntervalBytes: 1,
    offHeapSharedBy: sites.offHeapSharedBy,
    ...(profiles && { profiles }),
    readSource,
    callsPerRound,
    profile: foldRuntime(allocated, isRuntime),
  })
}
