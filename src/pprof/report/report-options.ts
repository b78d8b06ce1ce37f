import type { NameFilters } from './name-filters.ts'
import type { TagFilters } from './tag-filters.ts'

/** What makes a row: a function, a function of a file, a file, a source line, or an address. */
export const granularities = ['functions', 'filefunctions', 'files', 'lines', 'addresses'] as const

export type Granularity = (typeof granularities)[number]

/** The options of all reports, with pprof's meaning and pprof's defaults. */
export interface ReportOptions extends NameFilters, TagFilters {
  /** Name or number of the sample type. Default: the profile's own choice, or the last. */
  readonly sampleIndex?: string
  /** Orders rows by cum instead of flat. */
  readonly cum?: boolean
  /** At most so many rows; 0 for all. Default: all, of `tree` 80. */
  readonly nodeCount?: number
  /** Nodes below this part of the total are dropped. Default 0.005. */
  readonly nodeFraction?: number
  /** Edges below this part of the total are dropped. Default 0.001. */
  readonly edgeFraction?: number
  /** Unit of what is printed. Default: one that fits. */
  readonly unit?: string
  readonly granularity?: Granularity
  /** Percentages of what `focus` and the other filters left, instead of everything. */
  readonly relativePercentages?: boolean
  /** Folders in which source files are looked for, instead of the working directory. */
  readonly sourcePath?: readonly string[]
}
