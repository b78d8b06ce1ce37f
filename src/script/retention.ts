import type { LeakedKind } from '../explain/explanation.ts'
import type { CheckpointFigures } from '../measure/growth-result.ts'
import type { LeakOptions } from '../options.ts'

/** Options of `measureRetention`. */
export interface RetentionOptions extends Omit<LeakOptions, 'heap' | 'budget'> {
  /** Milliseconds that the measurement may take, without what an explanation takes. Default 3000. */
  readonly budget?: number | undefined
  /** Whether a leak's profiles are written, to `.vitest-leak` in the working directory. Default: no. */
  readonly profiles?: boolean | undefined
}

/** A function that keeps more with every call, at its place in the source. */
export interface RetainingSite {
  /** As V8 names it; `(anonymous)` where it has no name. */
  readonly functionName: string
  /** Absolute path, `node:…`, or `''` for V8 itself. */
  readonly file: string
  /** Where the function starts: 1-based, 0 when unknown. */
  readonly line: number
  readonly column: number
  /** On the heap and off it. */
  readonly bytesPerCall: number
  readonly objectsPerCall: number
  readonly offHeapBytesPerCall: number
  /** `bytes`: it is an array or a table that grows, not objects that get more. */
  readonly kind: 'objects' | 'bytes'
  /** By class, biggest first; empty where nothing was explained. */
  readonly leaked: readonly LeakedKind[]
  /** Expressions of the function that make what leaked; empty where nothing was explained. */
  readonly madeAt: readonly MakingExpression[]
}

export interface MakingExpression {
  readonly line: number
  readonly column: number
  /** Of what it may have made. */
  readonly classNames: readonly string[]
  /** Whether nothing else in the function makes it. */
  readonly isOnly: boolean
}

/** What keeps objects of one class that one site has made: references of one shape. */
export interface RetainingPath {
  /** As it reads: `users in src/server.mjs (Map) › value › User.avatar › Uint8Array`. */
  readonly path: string
  /** The part of the path to look at; `''` where none is the user's. */
  readonly suspect: string
  /** Of what is held. */
  readonly className: string
  /** Objects that such a path holds, of `total` that were looked for. */
  readonly count: number
  readonly total: number
  /** It is an array or a table that grows. */
  readonly isTable: boolean
  /** Index in `sites` of the function that made what is held; -1: of none of them. */
  readonly site: number
}

/** What a body keeps, as frozen plain data: `JSON.stringify` takes all of it but `message`. */
export interface Retention {
  /** `undecided`: the budget or `maxCalls` was too small; `reason` says which to raise. */
  readonly verdict: 'leak' | 'clean' | 'undecided'
  /** Why there is no verdict; `''` where there is one. */
  readonly reason: string
  /** How messages call the body: `handleRequest()`. */
  readonly subject: string
  /** That each call keeps, on the heap and off it; 0 if it is no leak. */
  readonly bytesPerCall: number
  readonly objectsPerCall: number
  readonly offHeapBytesPerCall: number
  /** Recorded ones, at the last checkpoint. */
  readonly calls: number
  readonly warmupCalls: number
  /** All that the body has been called before the explanation, recorded or not. */
  readonly totalCalls: number
  /** Full ones. */
  readonly collections: number
  /** 1: every allocation was recorded, and figures are exact. */
  readonly samplingIntervalBytes: number
  /** What was alive, of what was allocated since recording began; empty where a first look was enough to acquit. */
  readonly checkpoints: readonly CheckpointFigures[]
  /** Biggest first; empty if it is no leak. */
  readonly sites: readonly RetainingSite[]
  /** Who holds what leaked. */
  readonly holders: readonly RetainingPath[]
  /** Why nobody knows who holds it; `''` where that was found out, or was not to be. */
  readonly notExplained: string
  /** Entries of `ignore` that matched no call site. */
  readonly unusedIgnores: readonly string[]
  /** With the option `profiles`, of a leak: the absolute paths of the files, or why they are nowhere. */
  readonly profiles?:
    | { readonly base: string; readonly current: string; readonly diff: string; readonly page?: string }
    | { readonly reason: string }
  /** With `explain: { snapshot: true }`, of a leak: the absolute path of the heap snapshot, or why there is none. */
  readonly snapshot?: { readonly path: string } | { readonly reason: string }
  /** The report that a failing assertion prints, without colours. Not enumerable, so that the rest is plain data. */
  message(): string
}
