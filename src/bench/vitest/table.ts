import type { Paint } from '../../report/paint.ts'
import { cutEnd, printable, width } from '../../report/text.ts'
import type { BenchmarkRow } from './benchmark-row.ts'
import { type Column, type Comparison, columnOf, textColumn } from './columns.ts'
import { siteCells } from './site-cells.ts'

const LEAST_NAME = 8
const MOST_NAME = 40
const LEAST_SITE = 32
const MOST_SITE = 60
const INDENT = '   '
const GAP = '   '

export interface TableOptions {
  /** Columns that no line exceeds. */
  readonly columns: number
  readonly root: string
  readonly paint: Paint
}

/** What the benchmarks of one suite or test allocate. Nothing where there are none. */
export function allocationTable(title: string, rows: readonly BenchmarkRow[], options: TableOptions): string[] {
  if (rows.length === 0) return []
  const { paint, columns } = options
  const names = rows.map(({ name }) => printable(name))
  const figures = figureColumns(rows, columns - INDENT.length - Math.min(LEAST_NAME * 2, longest(names)))
  const room = columns - INDENT.length - widthOf(figures)
  const name = textColumn('name', fitting(names, Math.min(MOST_NAME, Math.max(LEAST_NAME, room))))
  const site = siteColumn(rows, room - widthOf([name]), options.root)
  const line = (cell: (column: Column) => string | undefined): string =>
    [name, ...figures].map((column) => cell(column) ?? '').join(GAP)
  const head = `${INDENT}${paint.bold(line((column) => column.head))}${site ? GAP + paint.bold(site.head.trimEnd()) : ''}`
  const body = rows.map((_, index) => {
    const text = line(({ cells }) => cells[index])
    const place = site?.cells[index]?.trimEnd()
    return `${INDENT}${cutEnd(place ? text : text.trimEnd(), columns - INDENT.length)}${place ? GAP + paint.dim(place) : ''}`
  })
  return [
    ` ${paint.bold('allocations')}${cutEnd(`  ${printable(title)}`, columns - width(' allocations'))}`,
    head,
    ...body,
  ]
}

/** As much as there is room for: first the earlier figures go, then what is retained. */
function figureColumns(rows: readonly BenchmarkRow[], room: number): Column[] {
  const all = ['space', 'objects', 'retained'] as const
  const columns = (comparison: Comparison, metrics: readonly (typeof all)[number][]): Column[] =>
    metrics.map((metric) => columnOf(metric, rows, comparison))
  const isCompared = rows.some(({ earlier }) => earlier)
  const layouts = [
    ...(isCompared ? [columns('both', all), columns('change', all), columns('change', ['space', 'objects'])] : []),
    columns('none', all),
    columns('none', ['space', 'objects']),
  ]
  return layouts.find((layout) => widthOf(layout) <= room) ?? columns('none', ['space'])
}

const widthOf = (columns: readonly Column[]): number =>
  columns.reduce((sum, { head }) => sum + GAP.length + width(head), 0)

const longest = (texts: readonly string[]): number => Math.max(...texts.map(width))

const fitting = (texts: readonly string[], columns: number): string[] => texts.map((text) => cutEnd(text, columns))

function siteColumn(rows: readonly BenchmarkRow[], room: number, root: string): Column | undefined {
  const figures = rows.map(({ now }) => now)
  const hasSites = figures.some(({ topSites }) => topSites.length > 0)
  if (!hasSites || room < LEAST_SITE) return undefined
  return textColumn('top site', siteCells(figures, root, Math.min(MOST_SITE, room)))
}
