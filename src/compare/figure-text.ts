import { autoUnit, formatBytes } from '../report/bytes.ts'
import { formatObjects } from '../report/figures.ts'
import { roundedFixed } from '../report/percent.ts'
import type { MetricName } from './benchmark.ts'

type Format = (value: number) => string

// Of a millisecond.
const timeUnits = [
  ['s', 1000],
  ['ms', 1],
  ['µs', 1e-3],
  ['ns', 1e-6],
] as const

/**
 * How figures that are to be compared are written: in one unit, so small that none loses its digits. Times as benchstat writes them, bytes in
 * pprof's units, which are powers of 1024.
 */
export function formatOf(metric: MetricName, values: readonly number[]): Format {
  if (metric === 'time') return timeFormat(values)
  if (metric === 'objects') return formatObjects
  return byteFormat(values)
}

/**
 * The unit in which the smallest still has three digits: one benchmark may allocate bytes and another megabytes. Bytes may be averages, as
 * numbers of objects may, and are written like those.
 */
function byteFormat(values: readonly number[]): Format {
  const sizes = values.map(Math.abs).filter((size) => size > 0)
  const unit = sizes.length > 0 ? autoUnit(Math.min(...sizes) / 100) : 'B'
  return (value) => (unit === 'B' ? `${formatObjects(value)} B` : formatBytes(value, { unit, decimals: 1 }))
}

/** The unit of the smallest, so that both have three digits at least. */
function timeFormat(values: readonly number[]): Format {
  const smallest = Math.min(...values.filter((value) => value > 0))
  const [unit, size] = timeUnits.find(([, milliseconds]) => smallest >= milliseconds) ?? timeUnits[3]
  return (value) => {
    const amount = value / size
    return `${roundedFixed(amount, amount >= 99.95 ? 0 : amount >= 9.995 ? 1 : 2)} ${unit}`
  }
}

/**
 * `+5.21%`, `-30.00%`, `+∞` from nothing. As many digits as it takes to tell it from 0.
 *
 * @example formatDelta(0.05) // '+5.00%'
 */
export function formatDelta(delta: number): string {
  if (delta === Number.POSITIVE_INFINITY) return '+∞'
  const percent = delta * 100
  const sign = percent > 0 ? '+' : ''
  const isTiny = percent !== 0 && Math.abs(percent) < 0.005
  return `${sign}${isTiny ? Number(percent.toPrecision(1)) : roundedFixed(percent, 2)}%`
}

/** `± 2.6%`. */
export const formatMargin = (rme: number): string => `± ${roundedFixed(rme, 1)}%`
