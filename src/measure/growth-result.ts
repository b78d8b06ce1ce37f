import { offHeapGrowth } from '../heap/off-heap.ts'
import type { Trend } from '../judge/growth.ts'
import { chargeOffHeap } from '../judge/off-heap.ts'
import type { GrowingSite } from '../judge/verdict.ts'
import { answerableFrame } from '../profile/answerable.ts'
import { isMockFile } from '../profile/origin.ts'
import { type Frame, frameKey, type Profile } from '../profile/profile.ts'
import type { GrowthOutcome } from './growth.ts'
import { retainedBytes, type Taken } from './growth-readings.ts'
import { originOf, profileOf } from './recording.ts'

/** What was alive at a checkpoint of what was allocated since recording began. */
export interface CheckpointFigures {
  readonly calls: number
  /** On the heap and off it. */
  readonly bytes: number
  readonly objects: number
  readonly offHeapBytes: number
}

/** A measurement of growth, as data. Frames have the positions that V8 knows, in generated code. */
export interface GrowthResult {
  readonly verdict: 'leak' | 'clean' | 'undecided'
  /** Of a measurement without verdict: why, and what to raise. */
  readonly reason: string
  /** Recorded calls, at the last checkpoint. */
  readonly calls: number
  readonly warmupCalls: number
  /** All that the body has been called, recorded or not. */
  readonly totalCalls: number
  /** Full collections. */
  readonly collections: number
  /** 1: every allocation was recorded, and figures are exact. */
  readonly samplingIntervalBytes: number
  readonly checkpoints: readonly CheckpointFigures[]
  /** What leaks, biggest first. */
  readonly sites: readonly GrowingSite[]
  readonly offHeapBytesPerCall: number
  /** Sites that memory off the heap had to be divided between; 0: it belongs to no site. */
  readonly offHeapSharedBy: number
  /** The test runner's mocks remembered each call: what they were called with is kept by the test. */
  readonly mocksRemember: boolean
  /** Raw stacks at the first checkpoint and at the last. */
  readonly base: Profile
  readonly current: Profile
  /** Calls at `base`. */
  readonly baseCalls: number
}

export function growthResult(outcome: GrowthOutcome): GrowthResult {
  const { readings, start, trends } = outcome
  const [first, last] = [readings[0], readings.at(-1)]
  const grown = (taken: Taken | undefined): number => (taken && start ? Math.max(0, offHeapGrowth(taken, start)) : 0)
  const ignored = (taken: Taken | undefined): number => (outcome.isOffHeapIgnored ? grown(taken) : 0)
  const offHeap = (taken: Taken | undefined): number => grown(taken) - ignored(taken)
  const calls = last && first ? last.calls - first.calls : 0
  const sites = first && last && outcome.verdict === 'leak' ? growingSites(trends, first, last) : []
  const growing = new Set(sites.map(({ frame }) => frameKey(frame)))
  const profile = (taken: Taken | undefined) => {
    if (!taken?.checkpoint || !start) return { profile: [], sharedBy: 0 }
    const bytes = outcome.arrayBufferSizes ? offHeap(taken) : 0
    return chargeOffHeap(profileOf(taken.checkpoint, outcome.arrayBufferSizes), bytes, answerable, growing)
  }
  const current = profile(last)
  return {
    verdict: outcome.verdict === 'unfinished' ? 'undecided' : outcome.verdict,
    reason: outcome.reason,
    calls: last?.calls ?? 0,
    warmupCalls: outcome.warmupCalls,
    totalCalls: outcome.totalCalls,
    collections: outcome.collections,
    samplingIntervalBytes: outcome.samplingIntervalBytes,
    checkpoints: start
      ? readings.map((taken) => figuresOf(taken, offHeap(taken), retainedBytes(taken, start) - ignored(taken)))
      : [],
    sites,
    offHeapBytesPerCall: outcome.arrayBufferSizes && calls > 0 ? (offHeap(last) - offHeap(first)) / calls : 0,
    offHeapSharedBy: current.sharedBy,
    mocksRemember: first !== undefined && last !== undefined && doMocksRemember(first, last),
    base: profile(first).profile,
    current: current.profile,
    baseCalls: first?.calls ?? 0,
  }
}

const answerable = (stack: readonly Frame[]): Frame | undefined => answerableFrame(stack, originOf)

function figuresOf(taken: Taken, offHeapBytes: number, bytes: number): CheckpointFigures {
  let objects = 0
  for (const [{ origin }, live] of taken.sites) if (origin !== 'runner') objects += live.objects
  return { calls: taken.calls, bytes, objects, offHeapBytes }
}

/** What leaks, and the tables that grew with it: a Map, the site of which does nothing but grow, is where the rest is kept. */
function growingSites(trends: readonly Trend[], first: Taken, last: Taken): GrowingSite[] {
  const calls = last.calls - first.calls
  const leaking = new Map(trends.flatMap(({ site, figure }) => (site ? [[site, figure] as const] : [])))
  return [...last.sites]
    .flatMap(([site, live]) => {
      const before = first.sites.get(site) ?? { objects: 0, bytes: 0 }
      const objects = live.objects - before.objects
      const bytes = live.bytes - before.bytes
      const figure =
        leaking.get(site) ?? (isTable(objects, bytes, calls) && site.origin !== 'runner' ? 'bytes' : undefined)
      if (figure === undefined) return []
      const kind: GrowingSite['kind'] = figure === 'objects' ? 'objects' : 'bytes'
      return [{ frame: site.frame, objectsPerCall: objects / calls, bytesPerCall: bytes / calls, kind }]
    })
    .sort((a, b) => b.bytesPerCall - a.bytesPerCall)
}

const isTable = (objects: number, bytes: number, calls: number): boolean =>
  Math.abs(objects) < 0.01 * calls && bytes >= 8 * calls

function doMocksRemember(first: Taken, last: Taken): boolean {
  for (const [{ frame, origin }, live] of last.sites) {
    if (origin !== 'runner' || !isMockFile(frame.file)) continue
    const before = [...first.sites].find(([site]) => site.frame === frame)?.[1].objects ?? 0
    if (live.objects - before >= (last.calls - first.calls) / 2) return true
  }
  return false
}
