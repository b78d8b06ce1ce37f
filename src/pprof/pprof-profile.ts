/**
 * A profile in pprof's format as plain data: of this package, of Go's runtime, or of anything else that writes the format. Samples are
 * columns, since there may be millions of them; what they refer to is a table. Nothing here knows Node.
 *
 * @see https://github.com/google/pprof/blob/main/proto/profile.proto
 */
export interface PprofProfile {
  readonly sampleTypes: readonly ValueType[]
  /** The type of the sample type that a reader shows if nobody says which; '' for the last one. */
  readonly defaultSampleType: string
  readonly samples: Samples
  /** What `stackLocations` refers to, by index. */
  readonly locations: readonly PprofLocation[]
  readonly mappings: readonly PprofMapping[]
  readonly periodType: ValueType | undefined
  readonly period: number
  /** Since 1970; 0: not said. */
  readonly timeNanos: bigint
  /** 0: not said. */
  readonly durationNanos: bigint
  readonly comments: readonly string[]
  /** Regular expressions of frames to drop, and of those to keep all the same; '' for none. */
  readonly dropFrames: string
  readonly keepFrames: string
  readonly docUrl: string
}

export interface ValueType {
  readonly type: string
  readonly unit: string
}

export interface Samples {
  readonly count: number
  /** `stackLocations[stackStarts[i] … stackStarts[i + 1] - 1]` is the stack of sample `i`, leaf first. `count + 1` entries. */
  readonly stackStarts: Uint32Array
  /** Indices into `locations`. */
  readonly stackLocations: Uint32Array
  /** `values[i * sampleTypes.length + t]` is the value of sample `i` for sample type `t`. Whole numbers; exact up to 2 ** 53. */
  readonly values: Float64Array
  /** Of sample `i`, by index; a missing entry is no labels. */
  readonly labels: ReadonlyMap<number, readonly PprofLabel[]>
}

export interface PprofLabel {
  readonly key: string
  /** One of the two: a text, or a number with its unit ('' for none). */
  readonly text?: string
  readonly number?: number
  readonly unit?: string
}

export interface PprofLocation {
  readonly id: number
  readonly mapping: PprofMapping | undefined
  readonly address: bigint
  /** Innermost first: more than one where functions were inlined. Empty where nobody has symbolised it. */
  readonly lines: readonly PprofLine[]
  readonly isFolded: boolean
}

export interface PprofLine {
  readonly function: PprofFunction
  readonly line: number
  readonly column: number
}

export interface PprofFunction {
  readonly id: number
  readonly name: string
  readonly systemName: string
  readonly filename: string
  readonly startLine: number
}

export interface PprofMapping {
  readonly id: number
  readonly start: bigint
  readonly limit: bigint
  readonly offset: bigint
  readonly file: string
  readonly buildId: string
  readonly hasFunctions: boolean
  readonly hasFilenames: boolean
  readonly hasLineNumbers: boolean
  readonly hasInlineFrames: boolean
}
