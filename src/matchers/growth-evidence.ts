import type { GrowthResult } from '../measure/growth-result.ts'
import type { OffHeapTotals } from './exact-off-heap.ts'
import type { ToExplain } from './explain.ts'

/** What is to be explained of a leak. */
export function leakToExplain({ sites, totalCalls, offHeapBytesPerCall }: GrowthResult): ToExplain {
  return {
    sites: sites.map((site) => ({ ...site, isTable: site.kind === 'bytes' })),
    keptBytesPerCall: sites.reduce((sum, { bytesPerCall }) => sum + bytesPerCall, offHeapBytesPerCall),
    callsBefore: totalCalls,
  }
}

/** Memory off the heap at the beginning and at the end of what was recorded. */
export function offHeapTotals({ checkpoints, baseCalls, calls }: GrowthResult): OffHeapTotals {
  return {
    base: { calls: baseCalls, bytes: checkpoints[0]?.offHeapBytes ?? 0 },
    current: { calls, bytes: checkpoints.at(-1)?.offHeapBytes ?? 0 },
  }
}
