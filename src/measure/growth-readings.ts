import { offHeapGrowth } from '../heap/off-heap.ts'
import type { Reading } from '../judge/series.ts'
import { type Site, type SiteLedger, siteLedger } from '../judge/sites.ts'
import type { GrowthOptions } from './options.ts'
import { type Checkpoint, originOf, type Recording } from './recording.ts'
import type { Course } from './steps.ts'

/** A checkpoint with its sums. */
export interface Taken extends Reading {
  readonly checkpoint: Checkpoint
}

/** Checkpoints of one measurement, and what they cost. */
export interface Readings {
  /** Full collections so far. */
  collections: number
  /** Calls of the body so far, recorded or not. */
  totalCalls: number
  call(calls: number): Course<void>
  settle(depth: 'quickly' | 'thoroughly', waitMs?: number): Course<void>
  /** Reads the recording as it is. */
  take(calls: number): Taken
}

export function readingsOf(recording: Recording, { isIgnored }: Pick<GrowthOptions, 'isIgnored'>): Readings {
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
    *settle(depth, waitMs = 1) {
      yield { settle: depth, waitMs }
      this.collections += depth === 'quickly' ? 1 : 2
    },
    take(calls) {
      const checkpoint = recording.checkpoint(calls)
      const sites = ledger.sum(checkpoint.tree)
      if (isIgnored) for (const site of sites.keys()) if (isOut(site)) sites.delete(site)
      return { calls, sites, checkpoint, ...offHeapOf(checkpoint) }
    },
  }
}

const offHeapOf = ({ arrayBuffersBytes, externalBytes }: Checkpoint) => ({ arrayBuffersBytes, externalBytes })

/** Kept since recording began, on the heap and off it. */
export function retainedBytes(taken: Taken, start: Checkpoint): number {
  let bytes = Math.max(0, offHeapGrowth(taken, start))
  for (const site of taken.sites.values()) bytes += site.bytes
  return bytes
}
