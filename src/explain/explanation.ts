import type { Frame } from '../profile/profile.ts'
import type { RootKind } from './paths/roots.ts'
import type { StepKind } from './paths/steps.ts'

/** One step of a path, or several that repeat. */
export interface HolderStep {
  readonly kind: StepKind
  /** `''` where it differs between the objects, or is not known. */
  readonly name: string
  readonly className: string
}

export interface HolderRoot {
  readonly kind: RootKind
  /** `''` where it is not known. */
  readonly name: string
  /** Of a variable or an export: the script, `''` of others. */
  readonly file: string
  readonly className: string
}

/** What keeps objects of one class that one site has made: paths of one shape. */
export interface Holder {
  /** Of what is held. */
  readonly className: string
  /** Objects on paths of this shape. */
  readonly count: number
  /** Objects of the class that the site made and that are alive. */
  readonly total: number
  readonly root: HolderRoot
  /** What repeats, a linked list for example, is there once. */
  readonly steps: readonly { readonly items: readonly HolderStep[]; readonly times: number }[]
  /** The reference to look at: 0 is the root, then the steps, with what repeats counted once; absent if none is the user's. */
  readonly suspect?: number
  /** It is an array or a table that grows. */
  readonly isTable: boolean
}

export interface LeakedKind {
  readonly className: string
  readonly objectsPerCall: number
  /** On the heap. */
  readonly bytesPerCall: number
  readonly offHeapBytesPerCall: number
}

/** An expression that makes what leaked. */
export interface Candidate {
  /** Classes of what it may have made. */
  readonly classNames: readonly string[]
  /** In generated code. */
  readonly line: number
  readonly column: number
  /** Whether nothing else in the function makes it. */
  readonly isOnly: boolean
}

export interface SiteExplanation {
  /** In generated positions. */
  readonly frame: Frame
  /** Biggest first. */
  readonly kinds: readonly LeakedKind[]
  readonly offHeapBytesPerCall: number
  readonly holders: readonly Holder[]
  /** Ways to hold what the site made that are not among `holders`. */
  readonly omittedHolders: number
  readonly candidates: readonly Candidate[]
}

/** Who made and who holds what leaked, or in one line why that is not known. */
export type Explanation =
  | { readonly calls: number; readonly sites: readonly SiteExplanation[] }
  | { readonly reason: string }
