import { type Frame, frameKey } from '../profile/profile.ts'
import type { TopRow, TopTable } from '../profile/top.ts'
import { type ByteScale, commonScale, formatBytes } from './bytes.ts'
import { formatObjects } from './figures.ts'
import { type Paint, plain } from './paint.ts'
import { percentage } from './percent.ts'
import { nameOf, placeOf } from './place.ts'
import { LINE_WIDTH, padEnd, padStart, width } from './text.ts'

export interface TopTableOptions {
  readonly root: string
  /** Every figure is divided by this: 1 for totals, the number of calls for averages. */
  readonly calls: number
  /** Sites that grow, by `frameKey`: marked, where there are other rows to tell them from. */
  readonly growing: ReadonlySet<string>
  /** How many sites share the off-heap bytes; 1: each has its own for certain. */
  readonly offHeapSharedBy: number
  /** The profile that has all of this as sums. Default: there is none to refer to. */
  readonly written?: string | undefined
  /** The line of a site's only expression that can have made what it keeps. Default: where the function starts. */
  readonly lineOf?: (frame: Frame) => number | undefined
  readonly paint?: Paint
}

const NAME_WIDTH = 32

/** The table in pprof's layout, one unit for all of it, with objects and place added. */
export function topTable(table: TopTable, options: TopTableOptions): string[] {
  const { calls, growing, root } = options
  const paint = options.paint ?? plain
  const average = (figure: number): number => figure / calls
  const scale = commonScale(
    table.rows.map(({ flat, cum }) => average(flat === 0 ? cum : flat)),
    average(table.total),
  )
  const isGrowing = (row: TopRow): boolean => growing.has(frameKey(row.frame))

  let sum = 0
  const figures = table.rows.map((row) => {
    sum += row.flat
    const share = (value: number): string => percentage(value, table.total)
    const { flat, cum, objects } = row
    const bytes = (value: number): string => formatBytes(average(value), scale)
    return [bytes(flat), share(flat), share(sum), bytes(cum), share(cum), formatObjects(average(objects))]
  })
  const header = ['flat', 'flat%', 'sum%', 'cum', 'cum%', 'objects']
  const widths = header.map((title, column) => {
    return Math.max(width(title), column % 3 === 0 ? 9 : 6, ...figures.map((row) => width(row[column] ?? '')))
  })
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => padStart(cell, widths[column] ?? 0)).join(' ')

  const names = table.rows.map(({ frame }) => nameOf(frame, NAME_WIDTH))
  const nameWidth = Math.max(...names.map(width))
  const rows = table.rows.map((row, index) => {
    const note = offHeapNote(row, calls, options.offHeapSharedBy, scale)
    const left = `${isGrowing(row) ? '▶' : ' '} ${line(figures[index] ?? [])}  ${padEnd(names[index] ?? '', nameWidth)}`
    const place = placeOf(
      { ...row.frame, line: options.lineOf?.(row.frame) ?? row.frame.line },
      root,
      Math.max(16, LINE_WIDTH - width(left) - 2),
    )
    const fits = width(left) + 2 + width(place) + width(note) <= LINE_WIDTH
    const text = `${left}  ${place}${fits ? note : `\n${padStart(note, LINE_WIDTH)}`}`
    return isGrowing(row) ? paint.bold(text) : text
  })
  return [
    ...accounting(table, options, scale),
    paint.dim(`  ${line(header)}`),
    ...rows,
    ...legend(table, growing.size, isGrowing, paint),
  ]
}

function accounting(table: TopTable, { calls, written }: TopTableOptions, scale: ByteScale): string[] {
  const { shown, total, droppedNodes, droppedCutoff, hiddenNodes } = table
  const bytes = (value: number): string => formatBytes(value / calls, scale)
  const all = written ? `${written}: ${formatBytes(total)} over ${calls} calls` : `average of ${calls} calls`
  const whole = calls === 1 ? `${bytes(total)} total` : `${bytes(total)} per call (${all})`
  const lines = [`  Showing nodes accounting for ${bytes(shown)}, ${percentage(shown, total)} of ${whole}`]
  if (droppedNodes > 0) {
    lines.push(
      `  Dropped ${droppedNodes} ${droppedNodes === 1 ? 'node' : 'nodes'} (cum <= ${formatBytes(droppedCutoff / calls)})`,
    )
  }
  const { length } = table.rows
  if (hiddenNodes > 0) lines.push(`  Showing top ${length} nodes out of ${length + hiddenNodes}`)
  return lines
}

/** Says how far the charge of off-heap bytes can be trusted, and how many they are where they are not nearly all. */
function offHeapNote({ flat, offHeapBytes }: TopRow, calls: number, sharedBy: number, scale: ByteScale): string {
  if (offHeapBytes === 0) return ''
  const amount = offHeapBytes >= 0.9 * flat ? '' : `${formatBytes(offHeapBytes / calls, scale)} `
  const origin = sharedBy > 1 ? `shared between ${sharedBy} sites` : 'ArrayBuffer'
  return `  (${amount}off-heap, ${origin})`
}

/** Needed only where rows without the mark look as if they could be leaks too, or where not all with it are shown. */
function legend(table: TopTable, growing: number, isGrowing: (row: TopRow) => boolean, paint: Paint): string[] {
  const shown = table.rows.filter(isGrowing).length
  if (shown > 0 && shown < growing) return [paint.dim(`▶ ${shown} of the ${growing} sites that grow with every call`)]
  const isMixed = shown > 0 && table.rows.some((row) => row.flat > 0 && !isGrowing(row))
  return isMixed ? [paint.dim('▶ grows with every call; the other rows do not')] : []
}
