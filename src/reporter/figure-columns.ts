import { commonScale, formatBytes } from '../report/bytes.ts'
import { NOISE_BYTES } from './measured.ts'
import type { Column } from './table.ts'

/** One unit for all of a column. What is absent is an empty cell. */
export function bytesColumn(title: string, values: readonly (number | undefined)[], importance: number): Column {
  const known = values.flatMap((value) => value ?? [])
  // A small row among large ones, which is there for its limit, must not write megabytes as kilobytes.
  const large = known.filter((value) => value >= NOISE_BYTES)
  const scale = commonScale(large.length > 0 ? large : known, Math.max(0, ...known.map(Math.abs)))
  const cells = values.map((value) => (value === undefined ? '' : formatBytes(value, scale)))
  return { title, cells, importance }
}

/** `2,011`; an estimate of a share of an object is rounded. */
export const formatCount = (amount: number): string => Math.round(amount).toLocaleString('en')

export const countColumn = (title: string, values: readonly number[], importance: number): Column => ({
  title,
  cells: values.map(formatCount),
  importance,
})
