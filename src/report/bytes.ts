import { roundedFixed } from './percent.ts'

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/** Powers of 1024, called as pprof calls them. */
export type ByteUnit = (typeof units)[number]

const factor = (unit: ByteUnit): number => 1024 ** units.indexOf(unit)

/** The largest unit of which the figure is at least one. */
export function autoUnit(bytes: number): ByteUnit {
  const size = Math.abs(bytes)
  return units.findLast((unit) => size >= factor(unit)) ?? 'B'
}

/** How all figures of one report are written. */
export interface ByteScale {
  readonly unit: ByteUnit
  readonly decimals: number
}

const NEGLIGIBLE_SHARE = 0.0001

/**
 * One unit for a whole report, chosen as pprof does from the smallest figure that counts and the total: the unit of the smallest,
 * or, where the total is more than a hundred times that, a unit in which the smallest is still 0.01.
 * Two decimals as soon as a figure is below one unit, so that none is printed as 0.0.
 */
export function commonScale(figures: readonly number[], total: number): ByteScale {
  const sizes = figures.map(Math.abs).filter((size) => size > 0)
  // A row of next to nothing must not write gigabytes as kilobytes.
  const counting = sizes.filter((size) => size >= Math.abs(total) * NEGLIGIBLE_SHARE)
  const smallest = counting.length > 0 ? Math.min(...counting) : Math.abs(total)
  const spread = autoUnit(smallest) !== autoUnit(total) && smallest * 100 < Math.abs(total)
  const unit = autoUnit(spread ? smallest * 100 : smallest)
  return { unit, decimals: decimalsOf([...sizes, Math.abs(total)], unit) }
}

function decimalsOf(sizes: readonly number[], unit: ByteUnit): number {
  if (unit === 'B') return sizes.every(Number.isInteger) ? 0 : 1
  return sizes.some((size) => size > 0 && size < factor(unit)) ? 2 : 1
}

/**
 * A size for people. A plain `0` where the unit is a larger one, as in pprof. Bytes are exact, with a decimal only where they are a fraction (an average over calls).
 *
 * @example formatBytes(1_000_000) // '976.6 kB'
 */
export function formatBytes(bytes: number, scale: ByteScale = scaleOf(bytes)): string {
  if (bytes === 0) return scale.unit === 'B' ? '0 B' : '0'
  const text = roundedFixed(bytes / factor(scale.unit), scale.decimals)
  return `${Number(text) === 0 ? text.replace('-', '') : text} ${scale.unit}`
}

const scaleOf = (bytes: number): ByteScale => {
  const unit = autoUnit(bytes)
  return { unit, decimals: decimalsOf([Math.abs(bytes)], unit) }
}

/**
 * A limit the way its author may have written it: `50 MB`, `1.5 MB`. One that is no round figure in its unit is
 * given in bytes, since a rounded limit would hide by how little it was exceeded.
 */
export function formatLimit(bytes: number): string {
  const unit = autoUnit(bytes)
  const value = Number((bytes / factor(unit)).toFixed(2))
  return value * factor(unit) === bytes ? `${value} ${unit}` : `${bytes} B`
}
