import type { Figures } from '../../compare/benchmark.ts'
import { commonScale, formatBytes } from '../../report/bytes.ts'
import { formatObjects } from '../../report/figures.ts'
import { padEnd, padStart, width } from '../../report/text.ts'
import type { BenchmarkRow } from './benchmark-row.ts'
import { change } from './change.ts'

/** Its head and its cells, all of one width. */
export interface Column {
  readonly head: string
  readonly cells: readonly string[]
}

/** How much of the comparison there is room for. */
export type Comparison = 'both' | 'change' | 'none'

type Metric = 'space' | 'objects' | 'retained'

const heads: Readonly<Record<Metric, string>> = { space: 'B/op', objects: 'objects/op', retained: 'retained B/op' }

const nowOf = ({ now }: BenchmarkRow, metric: Metric): number =>
  ({ space: now.allocSpace, objects: now.allocObjects, retained: now.retained })[metric]

const earlierOf = ({ earlier }: BenchmarkRow, metric: Metric): number | undefined =>
  (earlier as Figures | undefined)?.[metric]?.value

/** The column of one metric, in the unit of the whole table. */
export function columnOf(metric: Metric, rows: readonly BenchmarkRow[], comparison: Comparison): Column {
  const format = metric === 'objects' ? groupedObjects : bytesFormat(rows)
  const now = rows.map((row) => format(nowOf(row, metric)))
  const earlier = rows.map((row) => earlierOf(row, metric))
  const changes = rows.map((row, index) => {
    const before = earlier[index]
    return before === undefined ? '' : change(before, nowOf(row, metric))
  })
  const before = earlier.map((value) => (value === undefined ? '' : `${format(value)} → `))
  const parts = { both: [before, now, spaced(changes)], change: [now, spaced(changes)], none: [now] }[comparison]
  return aligned(heads[metric], parts)
}

const spaced = (cells: readonly string[]): string[] => cells.map((cell) => cell && `  ${cell}`)

/** Cells of several parts, of which each is right-aligned. */
function aligned(head: string, parts: readonly (readonly string[])[]): Column {
  const padded = parts.map((cells) => {
    const most = Math.max(...cells.map(width))
    return cells.map((cell) => padStart(cell, most))
  })
  const joined = (padded[0] ?? []).map((_, index) => padded.map((cells) => cells[index]).join(''))
  const most = Math.max(width(head), ...joined.map(width))
  return { head: padStart(head, most), cells: joined.map((cell) => padStart(cell, most)) }
}

/** A column of text. */
export function textColumn(head: string, cells: readonly string[]): Column {
  const most = Math.max(width(head), ...cells.map(width))
  return { head: padEnd(head, most), cells: cells.map((cell) => padEnd(cell, most)) }
}

const valuesOf = (metric: Metric, rows: readonly BenchmarkRow[]): number[] =>
  rows.flatMap((row) => [nowOf(row, metric), earlierOf(row, metric) ?? 0])

function bytesFormat(rows: readonly BenchmarkRow[]): (bytes: number) => string {
  const sizes = [...valuesOf('space', rows), ...valuesOf('retained', rows)]
  const scale = commonScale(sizes, Math.max(...sizes.map(Math.abs)))
  return (bytes) => formatBytes(bytes, scale)
}

/** `2,011`, `0.25`. */
function groupedObjects(objects: number): string {
  const [whole = '', fraction] = formatObjects(objects).split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}
