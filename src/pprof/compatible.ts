import type { PprofProfile, ValueType } from './pprof-profile.ts'

const nameOf = (type: ValueType | undefined): string =>
  type?.type || type?.unit ? `${type.type}/${type.unit}` : 'none'

const namesOf = ({ sampleTypes }: PprofProfile): string => sampleTypes.map(nameOf).join(' ')

/**
 * Why two profiles cannot be merged or subtracted, which needs the same sample types in the same order and the same period type.
 *
 * @returns undefined: they can; else what each of them has, such as `alloc_space/bytes` and `cpu/nanoseconds`
 */
export function incompatibility(
  first: PprofProfile,
  second: PprofProfile,
): { readonly what: 'sample types' | 'period type'; readonly first: string; readonly second: string } | undefined {
  const [types, otherTypes] = [namesOf(first), namesOf(second)]
  if (types !== otherTypes) return { what: 'sample types', first: types, second: otherTypes }
  const [period, otherPeriod] = [nameOf(first.periodType), nameOf(second.periodType)]
  if (period !== otherPeriod) return { what: 'period type', first: period, second: otherPeriod }
  return undefined
}
