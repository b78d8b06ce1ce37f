import type { Paint } from '../report/paint.ts'
import { cutEnd, padEnd, padStart, width } from '../report/text.ts'
import { wrap } from './fit.ts'

const GAP = '  '
const INDENT = '   '
/** A name of fewer columns says too little: before that, figures go. */
const LEAST_NAME = 24

export interface Column {
  readonly title: string
  readonly cells: readonly string[]
  /** The least important columns go first where there is no room. */
  readonly importance: number
  /** Default: figures, which end below each other. */
  readonly align?: 'start'
}

export interface Table {
  readonly columns: readonly Column[]
  /** What the rows are about: the last column, which takes the room that is left. */
  readonly name: {
    readonly title: string
    readonly widest: number
    readonly cell: (row: number, columns: number) => string
  }
  readonly rows: number
  /** Rows to look at first. */
  readonly marked?: (row: number) => boolean
  /** What else there is to say of a row, below its name. */
  readonly details?: (row: number) => readonly string[]
  /** Said below the rows. */
  readonly more?: string | undefined
}

/** How text is laid out. */
export interface Layout {
  /** Columns that no line exceeds; Infinity where there is no terminal. */
  readonly columns: number
  readonly paint: Paint
}

/** Rows of figures with names behind them, a `▶` before those to look at first. */
export function tableLines(table: Table, { columns: room, paint }: Layout): string[] {
  const columns = fitting(table, room)
  const nameRoom = Math.max(1, room - INDENT.length - widthOf(columns))
  const line = (cells: readonly string[], name: string): string =>
    [...columns.map((column, index) => padded(cells[index] ?? '', column)), name].join(GAP).trimEnd()
  const head = line(
    columns.map(({ title }) => title),
    cutEnd(table.name.title, nameRoom),
  )
  const detailIndent = ' '.repeat(INDENT.length + widthOf(columns))
  const rows = Array.from({ length: table.rows }, (_, row) => row).flatMap((row) => {
    const isMarked = table.marked?.(row) ?? false
    const text = line(
      columns.map(({ cells }) => cells[row] ?? ''),
      table.name.cell(row, nameRoom),
    )
    const below = (table.details?.(row) ?? []).flatMap((detail) => wrap(detail, room, detailIndent))
    return isMarked ? [` ▶ ${text}`, ...below].map(paint.red) : [INDENT + text, ...below]
  })
  const more = table.more === undefined ? [] : [moreLine(table.more, columns, room, paint)]
  return [INDENT + paint.bold(head), ...rows, ...more]
}

/** Below the names, or where there is room for it. */
function moreLine(more: string, columns: readonly Column[], room: number, paint: Paint): string {
  const indent = Math.max(INDENT.length, Math.min(INDENT.length + widthOf(columns), room - width(more)))
  return paint.dim(cutEnd(' '.repeat(indent) + more, room))
}

const padded = (cell: string, column: Column): string =>
  column.align === 'start' ? padEnd(cell, columnWidth(column)) : padStart(cell, columnWidth(column))

const columnWidth = ({ title, cells }: Column): number => Math.max(width(title), ...cells.map(width))

const widthOf = (columns: readonly Column[]): number =>
  columns.reduce((sum, column) => sum + columnWidth(column) + GAP.length, 0)

function fitting({ columns, name }: Table, room: number): readonly Column[] {
  const needed = INDENT.length + Math.min(LEAST_NAME, Math.max(name.widest, width(name.title)))
  let kept = columns.filter(({ cells }) => cells.some((cell) => cell !== ''))
  while (kept.length > 1 && needed + widthOf(kept) > room) {
    const least = Math.min(...kept.map(({ importance }) => importance))
    kept = kept.filter(({ importance }) => importance !== least)
  }
  return kept
}
