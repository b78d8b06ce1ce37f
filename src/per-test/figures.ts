/** What one call site keeps of a test, at its place in the source. */
export interface SiteKept {
  readonly function: string
  /** Relative to the root, with slashes; absolute outside of it; a `node:` specifier, or '' for V8's own. */
  readonly file: string
  /** 1-based; 0 where it is not known. */
  readonly line: number
  readonly bytes: number
  readonly objects: number
}

/** How the figures of a test compare with its committed baseline. */
export interface ComparedWithBaseline {
  /** `new`: it was written for the first time; `updated`: by `-u`; `accepted`: over, but known and not worse. */
  readonly verdict: 'same' | 'new' | 'updated' | 'better' | 'worse' | 'accepted'
  /** Of the baseline; absent for `new`. */
  readonly retainedBytes?: number
  readonly retainedObjects?: number
  readonly allocatedBytes?: number
  /** Sites that keep memory and are not in the baseline. */
  readonly newSites?: readonly SiteKept[]
  /** Fingerprints that are in the baseline and keep nothing any more. */
  readonly fixedSites?: readonly string[]
}

/** A test that was measured, as it stands in `meta['vitest-leak'].heap`: small, since Vitest keeps it for every test of a run. */
export interface MeasuredTest {
  /** Alive after the test, its hooks and a full collection, of what was allocated since it began; on the heap and off it. */
  readonly retainedBytes: number
  readonly retainedObjects: number
  /** Freed or not; where that was asked for. */
  readonly allocatedBytes?: number
  /** Of the whole worker after full collections, before the test and after it: on the heap and off it. */
  readonly workerBytes: readonly [before: number, after: number]
  /** Mean distance of recorded allocations; 1: figures are exact. */
  readonly samplingIntervalBytes: number
  /** Largest first; only where the test keeps something worth a line. */
  readonly sites?: readonly SiteKept[]
  /** The limits it broke, as a person writes them: `1 MB`. */
  readonly over?: { readonly retain?: string; readonly allocate?: string }
  readonly baseline?: ComparedWithBaseline
  /** Entries of `expect(fn).toMatchHeapBaseline()` in this test. */
  readonly assertions?: readonly AssertedBaseline[]
}

/** One `expect(fn).toMatchHeapBaseline()`. */
export interface AssertedBaseline {
  /** `renders a page 1`. */
  readonly key: string
  readonly verdict: 'same' | 'new' | 'updated' | 'better' | 'worse'
  /** What to tell of it in one line, where there is something to tell: an improvement, a known leak that is fixed. */
  readonly note?: string
  /** Bytes of a call, committed and now, where there are figures to compare with. */
  readonly bytes?: {
    readonly retained: readonly [before: number, now: number]
    readonly allocated?: readonly [before: number, now: number]
  }
}

/** A test that could not be measured alone: no figure is better than a wrong one. */
export interface UnmeasuredTest {
  readonly unmeasured: 'concurrent' | 'assertion' | 'profiler'
  readonly assertions?: readonly AssertedBaseline[]
}

/** A test that was only asked by its assertions. */
export interface AssertedTest {
  readonly assertions: readonly AssertedBaseline[]
}

export type TestFigures = MeasuredTest | UnmeasuredTest | AssertedTest

const META_KEY = 'vitest-leak'

interface Meta {
  [META_KEY]?: { readonly heap?: TestFigures | undefined } | undefined
}

/** The figures that a test's meta carries, in a worker, in a reporter or in a file of Vitest's JSON reporter. */
export const figuresIn = (meta: unknown): TestFigures | undefined => (meta as Meta | undefined)?.[META_KEY]?.heap

/** Replaces what an earlier attempt of the test has left. */
export function recordFigures({ meta }: { readonly meta: object }, heap: TestFigures | undefined): void {
  const ours = meta as Meta
  ours[META_KEY] = { ...ours[META_KEY], heap }
}
