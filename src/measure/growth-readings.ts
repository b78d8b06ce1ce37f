import { nowMs } from '../clock.ts'
import { offHeapGrowth } from '../heap/off-heap.ts'
import { heapBytesOf, type Reading } from '../judge/series.ts'
import { type Site, type SiteLedger, siteLedger } from '../judge/sites.ts'
import type { GrowthOptions } from './options.ts'
import { type Checkpoint, originOf, type Recording } from './recording.ts'
import type { Course } from './steps.ts'

/** A checkpoint with its sums. */
export interface Taken extends Reading {
  /** Kept of the first and the last only: while recording goes on, each is part of the next. */
  readonly checkpoint?: Checkpoint
  /** Alive at sites that do not count. */
  readonly ignoredBytes?: number
}

/** Checkpoints of one measurement, and what they cost. */
export interface Readings {
  /** Full collections so far. */
  collections: number
  /** Calls of the body so far, recorded or not. */
  totalCalls: number
  call(calls: number): Course<void>
  /** What one has taken, the last time. */
  collectionMs: number
  /** `at rest`: as thoroughly, with one collection, which is enough for what is compared with the next time. */
  settle(depth: 'quickly' | 'thoroughly' | 'at rest', waitMs?: number): Course<void>
  /** Reads the recording as it is. */
  take(calls: number): Taken
}

/** Ten of them would take more than half of the budget. */
const SLOW_COLLECTION_SHARE = 0.05

export function readingsOf(
  recording: Recording,
  { isIgnored, budgetMs }: Pick<GrowthOptions, 'isIgnored' | 'budgetMs'>,
): Readings {
  const ledger: SiteLedger = siteLedger(originOf)
  const ignored = new WeakMap<Site, boolean>()
  const isOut = (site: Site): boolean => {
    let answer = ignored.get(site)
    if (answer === undefined) {
      answer = isIgnored?.(site.frame) ?? false
      ignored.set(site, answer)
    }
    return answer
  }
  return {
    collections: 0,
    totalCalls: 0,
    *call(calls) {
      yield { call: calls }
      this.totalCalls += calls
    },
    collectionMs: 0,
    *settle(depth, waitMs = 1) {
      // Two let go of what caches of the runtime keep for one. In a heap of hundreds of megabytes they are the whole budget.
      const collections = depth !== 'thoroughly' || this.collectionMs > SLOW_COLLECTION_SHARE * budgetMs ? 1 : 2
      const startMs = nowMs()
      yield depth === 'quickly' ? { settle: depth } : { settle: 'thoroughly', collections, waitMs }
      this.collectionMs = (nowMs() - startMs) / collections
      this.collections += collections
    },
    take(calls) {
      const checkpoint = recording.checkpoint(calls)
      const sites = ledger.sum(checkpoint.tree)
      let ignoredBytes = 0
      for (const [site, { bytes }] of isIgnored ? sites : []) {
        if (!isOut(site)) continue
        ignoredBytes += bytes
        sites.delete(site)
      }
      return { calls, sites, ignoredBytes, checkpoint, ...offHeapOf(checkpoint) }
    },
  }
}

const offHeapOf = ({ arrayBuffersBytes, externalBytes }: Checkpoint) => ({ arrayBuffersBytes, externalBytes })

/** Kept since recording began, on the heap and off it. */
export const retainedBytes = (taken: Taken, start: Checkpoint): number =>
  heapBytesOf(taken) + Math.max(0, offHeapGrowth(taken, start))
