import type { PprofProfile, ValueType } from '../pprof-profile.ts'
import { measureText } from './measurement.ts'
import { filterByName } from './name-filters.ts'
import type { ReportOptions } from './report-options.ts'
import { labelUnits } from './sample-labels.ts'
import { sampleTypeIndex } from './sample-type.ts'
import { filterByTag } from './tag-filters.ts'
import { totalOf } from './total.ts'

/** A profile of which everything is decided that all reports need. */
export interface Prepared {
  /** With what the filters left. */
  readonly profile: PprofProfile
  readonly valueIndex: number
  readonly sampleType: ValueType
  /** What 100% is, in the sample type's unit. */
  readonly total: number
  /** As asked for, or 'minimum': whatever fits each figure. */
  readonly unit: string
  readonly labelUnits: ReadonlyMap<string, string>
  /** As they are printed: `focus=…`. */
  readonly activeFilters: readonly string[]
  /** Such as that an expression matched nothing. pprof writes them to standard error. */
  readonly warnings: readonly string[]
}

/**
 * Chooses the sample type and filters.
 *
 * @param profile after `loaded`
 * @throws ReportError an option does not fit the profile
 */
export function prepare(profile: PprofProfile, options: ReportOptions): Prepared {
  const valueIndex = sampleTypeIndex(profile, options.sampleIndex)
  const { units, warnings } = labelUnits(profile)
  const byName = filterByName(profile, options)
  const byTag = filterByTag(byName.profile, options, units)
  return {
    profile: byTag.profile,
    valueIndex,
    sampleType: profile.sampleTypes[valueIndex] ?? { type: '', unit: '' },
    total: totalOf(options.relativePercentages ? byTag.profile : profile, valueIndex),
    unit: options.unit ?? 'minimum',
    labelUnits: units,
    activeFilters: activeFilters(options),
    warnings: [...warnings, ...byName.warnings, ...byTag.warnings],
  }
}

const filterNames = [
  ['focus', 'focus'],
  ['ignore', 'ignore'],
  ['hide', 'hide'],
  ['show', 'show'],
  ['tagfocus', 'tagFocus'],
  ['tagignore', 'tagIgnore'],
] as const

const activeFilters = (options: ReportOptions): string[] =>
  filterNames.flatMap(([name, key]) => (options[key] ? [`${name}=${options[key]}`] : []))

/** Writes figures of the report's sample type in a unit. */
export const formatIn =
  ({ sampleType }: Prepared, unit: string) =>
  (value: number): string =>
    measureText(value, sampleType.unit, unit)
