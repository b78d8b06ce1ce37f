import type { Explanation, SiteExplanation } from '../explain/explanation.ts'
import { chargeKnownOffHeap, knownShare } from '../judge/off-heap.ts'
import { originOf } from '../measure/recording.ts'
import { answerableFrame } from '../profile/answerable.ts'
import { type Frame, frameKey, type Profile } from '../profile/profile.ts'

interface OffHeapEvidence {
  readonly base: Profile
  readonly current: Profile
  readonly offHeapSharedBy: number
  readonly explanation?: Explanation
}

/** Memory off the heap, in bytes, and the calls that have kept it, when `base` and when `current` was taken. */
export interface OffHeapTotals {
  readonly base: { readonly calls: number; readonly bytes: number }
  readonly current: { readonly calls: number; readonly bytes: number }
}

/** The evidence with memory off the heap on the account of whoever owns it, if an explanation has found that out. */
export function withExactOffHeap<Evidence extends OffHeapEvidence>(
  evidence: Evidence,
  totals: OffHeapTotals,
): Evidence {
  const { explanation, base, current } = evidence
  if (!explanation || 'reason' in explanation) return evidence
  const owners = explanation.sites.filter(({ offHeapBytesPerCall }) => offHeapBytesPerCall > 0)
  if (owners.length === 0) return evidence
  const charged = (profile: Profile, { calls, bytes }: OffHeapTotals['base']): Profile => {
    const owned = new Map(
      owners.map(({ frame, offHeapBytesPerCall }) => [frameKey(frame), offHeapBytesPerCall * calls]),
    )
    return chargeKnownOffHeap(profile, bytes, owned, answerable)
  }
  const perCall = (totals.current.bytes - totals.base.bytes) / Math.max(1, totals.current.calls - totals.base.calls)
  const scale = knownShare(
    perCall,
    owners.map(({ offHeapBytesPerCall }) => offHeapBytesPerCall),
  )
  const scaled = (site: SiteExplanation): SiteExplanation => ({
    ...site,
    offHeapBytesPerCall: site.offHeapBytesPerCall * scale,
  })
  return {
    ...evidence,
    base: charged(base, totals.base),
    current: charged(current, totals.current),
    offHeapSharedBy: 1,
    explanation: { ...explanation, sites: explanation.sites.map(scaled) },
  }
}

const answerable = (stack: readonly Frame[]): Frame | undefined => answerableFrame(stack, originOf)
