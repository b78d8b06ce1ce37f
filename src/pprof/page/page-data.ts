import type { ValueType } from '../pprof-profile.ts'
import type { FixedColumn } from './fixed-column.ts'
import type { PackedColumn } from './packed-column.ts'

/** What a page is made of: the JSON inside of it, read by the script in src/page. Tables refer to each other by index. */
export interface PageData {
  /** The profile's file or files. */
  readonly title: string
  /** Milliseconds since 1970; 0: not said. */
  readonly time: number
  /** Milliseconds; 0: not said. */
  readonly duration: number
  readonly comments: readonly string[]
  /** Whether figures are differences: colours say which way. */
  readonly isDiff: boolean
  readonly sampleTypes: readonly PageSampleType[]
  /** The one to show first. */
  readonly sampleType: number
  readonly files: readonly string[]
  readonly functions: PageFunctions
  readonly tree: PackedTree
  readonly lines: PageLines
  /** Texts of source files, by their index in `files`. */
  readonly sources: Readonly<Record<number, string>>
  /** The call graph as SVG, one a sample type; '' where there is none. */
  readonly graphs: readonly string[]
  readonly retainers: PageRetainers | null
}

export interface PageSampleType extends ValueType {
  /** What 100% is: all samples, each taken as positive; of the base alone where a profile was compared with it. */
  readonly total: number
}

/** Columns. */
export interface PageFunctions {
  readonly names: readonly string[]
  /** Index into `files`; -1: not known. */
  readonly files: readonly number[]
  /** Where it starts, or else its first line in a sample; 0: not known. */
  readonly lines: readonly number[]
  /** What it made itself: a column a sample type. */
  readonly flat: readonly (readonly number[])[]
  /** With all it called; a recursive one counts once a stack. */
  readonly cum: readonly (readonly number[])[]
}

/** Frames that are too narrow to be seen, where there are too many of them. */
export const SMALLER = -2

/** All stacks as one tree, callers above, in preorder. Node 0 is the root, which is no function. */
export interface PageTree {
  /** Index of the function; -1 of the root, {@link SMALLER} of what was put together. */
  readonly functions: readonly number[]
  /** Of the root 0, of its children 1. */
  readonly depths: readonly number[]
  /** A column a sample type: what the samples that end here sum up to. */
  readonly values: readonly (readonly number[])[]
}

/** The same tree as it stands in a page. */
export interface PackedTree {
  /** From {@link SMALLER} on. */
  readonly functions: FixedColumn
  /** How much deeper a node is than the one before it. */
  readonly steps: PackedColumn
  readonly values: readonly PackedColumn[]
}

/** Figures of single lines, in columns, one row for each line of a sample. */
export interface PageLines {
  readonly files: readonly number[]
  readonly lines: readonly number[]
  /** A column a sample type. */
  readonly flat: readonly (readonly number[])[]
  readonly cum: readonly (readonly number[])[]
}

/** Who made and who holds what leaked: retainers.json with its paths as words. */
export interface PageRetainers {
  readonly test: string
  readonly calls: number
  readonly sites: readonly PageRetainedSite[]
}

export interface PageRetainedSite {
  readonly function: string
  readonly file: string
  readonly line: number
  readonly kinds: readonly {
    readonly className: string
    readonly objectsPerCall: number
    readonly bytesPerCall: number
    readonly offHeapBytesPerCall: number
  }[]
  readonly candidates: readonly { readonly line: number; readonly classNames: readonly string[] }[]
  readonly holders: readonly PageHolder[]
  readonly omittedHolders: number
}

export interface PageHolder {
  readonly className: string
  /** `64 of 64`. */
  readonly count: string
  /** From the root to what is held. */
  readonly path: readonly { readonly text: string; readonly isSuspect: boolean }[]
}
