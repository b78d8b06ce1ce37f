/** Memory, in bytes and objects; of an assertion, those of one call. */
export interface Amount {
  readonly bytes: number
  readonly objects: number
}

/** What a leaking call site keeps. */
export interface SiteAmount extends Amount {
  /** Why this leak is known and stays, in a person's words. */
  readonly accepted?: string
}

/** What was committed for a test or an assertion, for one Node major and architecture. */
export interface HeapFigures {
  /** Freed or not; where that was measured. Of whole tests the objects are not counted. */
  readonly allocated?: { readonly bytes: number; readonly objects?: number }
  /** Of an assertion: what leaks. Of a test: what is alive after it. */
  readonly retained: Amount
  /** Leaking call sites, by their fingerprint: see fingerprint.ts. */
  readonly sites: ReadonlyMap<string, SiteAmount>
}

/** Figures by environment, `node20 x64`. */
export type BaselineEntry = ReadonlyMap<string, HeapFigures>

export const entryKinds = ['assertions', 'tests'] as const

export type EntryKind = (typeof entryKinds)[number]

/** A committed file of baselines: of the assertions of a test file by `full name 1`, and of its tests by their full names. */
export type Baseline = Readonly<Record<EntryKind, ReadonlyMap<string, BaselineEntry>>>

/** Of the file's format. */
export const VERSION = 1

export const emptyBaseline: Baseline = { assertions: new Map(), tests: new Map() }

export const isEmpty = (baseline: Baseline): boolean => entryKinds.every((kind) => baseline[kind].size === 0)

/** Figures are per Node major and architecture: others allocate differently. */
export const environmentName = ({ version, arch }: Pick<NodeJS.Process, 'version' | 'arch'> = process): string =>
  `node${version.slice(1).split('.')[0]} ${arch}`
