import type { Explanation } from '../explain/explanation.ts'
import type { Limit } from '../judge/limit.ts'
import type { Frame, Profile } from '../profile/profile.ts'
import type { Paint } from './paint.ts'

/** A call site that the judge found growing, at its place in the source. */
export interface ReportedSite {
  readonly frame: Frame
  readonly objectsPerCall: number
  readonly bytesPerCall: number
  /** `bytes`: it is tables that grow, not objects that get more. */
  readonly kind: 'objects' | 'bytes'
}

export interface ReportedCheckpoint {
  readonly calls: number
  /** Kept since recording began, on the heap and off it. */
  readonly bytes: number
  readonly objects: number
  readonly offHeapBytes: number
}

/** Where the profiles of this assertion are, or why they are nowhere. */
export type ProfileFiles =
  | { readonly base: string; readonly current: string; readonly diff: string; readonly page?: string }
  | { readonly allocs: string; readonly page?: string }
  | { readonly reason: string }

/** What every message needs. */
export interface ReportContext {
  /** What was measured, as the sentence "expected … to leak" names it: see `subjectOf`. */
  readonly subject: string
  /** Absolute; paths below it are printed relative to it. */
  readonly root: string
  /** 1: every allocation was recorded and figures are exact. */
  readonly samplingIntervalBytes: number
  /** Between how many sites off-heap bytes had to be divided; 1 (or none): they are the site's for certain. */
  readonly offHeapSharedBy?: number
  readonly profiles?: ProfileFiles
  /** In source positions; absent where nobody asked for one. */
  readonly explanation?: Explanation
  /** Whether `retainers.json` is beside the profiles. */
  readonly hasRetainers?: boolean
  /** The heap snapshot, where it was to be kept. */
  readonly snapshot?: { readonly path: string } | { readonly reason: string }
  /** A file's text, for the excerpt; `undefined` when there is none. Default: no excerpt. */
  readonly readSource?: (file: string) => string | undefined
  /** Default: no colours. */
  readonly paint?: Paint
}

/** A growth measurement: `GrowthResult` with its profiles folded, mapped and subtracted. */
export interface GrowthReport extends ReportContext {
  /** Recorded calls, at the last checkpoint. */
  readonly calls: number
  readonly warmupCalls: number
  readonly collections: number
  readonly checkpoints: readonly ReportedCheckpoint[]
  readonly unusedIgnores: readonly string[]
}

export interface LeakReport extends GrowthReport {
  readonly sites: readonly ReportedSite[]
  /** Mocks of the test runner remembered each call: what they were called with may be what is kept. */
  readonly mocksRemember?: boolean
  /** Growth off the heap, including what could be charged to no site. */
  readonly offHeapBytesPerCall: number
  /** The heap is another process's, to which few calls could be made. */
  readonly isRemote?: boolean
  /** `current − base`, not divided by the calls; folded and mapped. */
  readonly diff: Profile
  /** Calls at the time of `base`: `diff` covers `calls − baseCalls`. */
  readonly baseCalls: number
}

export interface UndecidedReport extends GrowthReport {
  /** What to raise. */
  readonly reason: string
  /** Whether the assertion was `toLeak()`, not `not.toLeak()`. */
  readonly isNegated: boolean
}

export interface RetainReport extends ReportContext {
  readonly limit: Limit
  /** Absent of a whole test. */
  readonly calls?: number
  readonly bytes: number
  readonly objects: number
  readonly heapBytes: number
  readonly offHeapBytes: number
  /** `current − base`, folded and mapped. */
  readonly diff: Profile
  /** Whether the assertion was `not.toNotRetainMoreThan(limit)`. */
  readonly isNegated: boolean
}

/** A whole test that allocates more than it may. */
export interface TestAllocationsReport extends ReportContext {
  readonly limitBytes: number
  readonly bytes: number
  /** What was recorded of it and not collected before the test ended; folded and mapped. */
  readonly profile: Profile
}

export interface AllocateReport extends ReportContext {
  readonly limit: Limit
  /** Of one call, as are the others: on the heap and off it. */
  readonly bytes: number
  readonly objects: number
  readonly heapBytes: number
  readonly offHeapBytes: number
  readonly isOffHeapAtLeast: boolean
  readonly basis: 'alike' | 'least' | 'median'
  readonly leastBytes: number
  readonly mostBytes: number
  readonly rounds: number
  readonly callsPerRound: number
  readonly warmupCalls: number
  /** What V8 has inlined is on the account of the caller. */
  readonly isInlined: boolean
  /** Of one round; folded and mapped. */
  readonly profile: Profile
  /** Whether the assertion was `not.toNotAllocateMoreThan(limit)`. */
  readonly isNegated: boolean
}
