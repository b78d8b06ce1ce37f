import { type Paint, plain } from '../report/paint.ts'
import { padEnd, padStart, printable, width } from '../report/text.ts'
import { type Figure, metricTitles } from './benchmark.ts'
import type { Change, Comparison, MetricComparison } from './change.ts'
import { formatDelta, formatMargin, formatOf } from './figure-text.ts'

/** What two results are called in the text: their files as a rule. */
export interface Labels {
  readonly old: string
  readonly new: string
}

/** A whole comparison: a table for each metric, and then what could not be compared. */
export function comparisonText(comparison: Comparison, labels: Labels, paint: Paint = plain): string {
  const { metrics, onlyOld, onlyNew, withoutFigures } = comparison
  const listed = (title: string, names: readonly string[]): string[] =>
    names.map((name) => `${title}  ${printable(name)}`)
  const uncompared = [
    ...listed('only in OLD', onlyOld),
    ...listed('only in NEW', onlyNew),
    ...listed('no figures ', withoutFigures),
  ]
  const head = [`OLD  ${printable(labels.old)}`, `NEW  ${printable(labels.new)}`]
  const sections = [head, ...metrics.map((metric) => metricTable(metric, paint)), uncompared]
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

interface Row {
  readonly name: string
  readonly old: Cell
  readonly new: Cell
  readonly delta: string
  readonly color: (text: string) => string
}

interface Cell {
  readonly value: string
  readonly margin: string
}

const same = (text: string): string => text

/** Columns as benchstat has them: name, old, new, delta, and the geometric mean in the last row. */
export function metricTable({ metric, changes, means }: MetricComparison, paint: Paint = plain): string[] {
  const valuesOf = (change: Change): number[] => [change.old, change.new].flatMap((figure) => figure?.value ?? [])
  // Benchmarks may take nanoseconds and seconds: times have a unit for each row.
  const format = formatOf(metric, changes.flatMap(valuesOf))
  const formatIn = (values: readonly number[]) => (metric === 'time' ? formatOf(metric, values) : format)

  const rows = changes.map((change): Row => {
    const cell = cellOf(formatIn(valuesOf(change)))
    const color = { same: paint.dim, better: paint.cyan, worse: paint.red, unknown: same }[change.verdict ?? 'unknown']
    const name = printable(change.name)
    return { name, old: cell(change.old), new: cell(change.new), delta: deltaOf(change), color }
  })
  if (means) {
    const cell = cellOf(formatIn([means.old, means.new]))
    const [old, now] = [cell({ value: means.old }), cell({ value: means.new })]
    rows.push({ name: 'geomean', old, new: now, delta: meanDelta(means.delta), color: same })
  }

  const table = aligned(['name', `old ${metricTitles[metric]}`, `new ${metricTitles[metric]}`, 'delta'], rows, paint)
  const leftOut = means?.leftOut.map(printable) ?? []
  return leftOut.length > 0 ? [...table, `geomean leaves out what is 0 on one side: ${leftOut.join(', ')}`] : table
}

const cellOf =
  (format: (value: number) => string) =>
  (figure: Figure | undefined): Cell => ({
    value: figure ? format(figure.value) : '–',
    margin: figure?.rme === undefined ? '' : formatMargin(figure.rme),
  })

const deltaOf = ({ verdict, delta }: Change): string =>
  delta === undefined ? '' : verdict === 'same' ? '~' : formatDelta(delta)

// Means are rounded: those of equal figures may differ in their last digit.
const meanDelta = (delta: number): string => (Math.abs(delta) < 1e-12 ? '~' : formatDelta(delta))

function aligned(titles: readonly [string, string, string, string], rows: readonly Row[], paint: Paint): string[] {
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(width))
  const column = (title: string, cells: readonly Cell[]): ((cell: Cell) => string) => {
    const margin = widest(cells.map((cell) => cell.margin))
    const value = Math.max(widest(cells.map((cell) => cell.value)), width(title) - (margin > 0 ? margin + 1 : 0))
    return (cell) => padStart(cell.value, value) + (margin > 0 ? ` ${padStart(cell.margin, margin)}` : '')
  }
  const olds = column(
    titles[1],
    rows.map((row) => row.old),
  )
  const news = column(
    titles[2],
    rows.map((row) => row.new),
  )
  const nameWidth = widest([titles[0], ...rows.map(({ name }) => name)])
  const deltaWidth = widest([titles[3], ...rows.map(({ delta }) => delta)])
  const empty = { value: '', margin: '' }

  const head = [
    padEnd(titles[0], nameWidth),
    padStart(titles[1], width(olds(empty))),
    padStart(titles[2], width(news(empty))),
    padStart(titles[3], deltaWidth),
  ].join('  ')
  const lines = rows.map((row) => {
    const left = [padEnd(row.name, nameWidth), olds(row.old), news(row.new)].join('  ')
    const right = padStart(row.delta, deltaWidth)
    return row.delta === '' ? left.trimEnd() : `${left}  ${row.color(right)}`
  })
  return [paint.bold(head), ...lines]
}
