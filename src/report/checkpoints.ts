import { commonScale, formatBytes } from './bytes.ts'
import { formatObjects } from './figures.ts'
import type { GrowthReport, ReportedCheckpoint } from './input.ts'
import { type Paint, plain } from './paint.ts'
import { count, LINE_WIDTH, padEnd, padStart, width } from './text.ts'

const MOST_COLUMNS = 7

/** The first and the last ones, where there are more than fit. */
function selected(checkpoints: readonly ReportedCheckpoint[]): (ReportedCheckpoint | '…')[] {
  if (checkpoints.length <= MOST_COLUMNS) return [...checkpoints]
  return [...checkpoints.slice(0, 1), '…', ...checkpoints.slice(2 - MOST_COLUMNS)]
}

/**
 * What was alive after so many calls, a column a checkpoint, and how much each call added since the column before:
 * figures that stay the same from column to column are what makes it a leak.
 */
export function checkpointTable(report: GrowthReport): string[] {
  const paint: Paint = report.paint ?? plain
  const { checkpoints } = report
  if (checkpoints.length === 0) return []

  const largest = Math.max(...checkpoints.map(({ bytes }) => Math.abs(bytes)))
  const kept = commonScale(
    checkpoints.map(({ bytes }) => bytes),
    largest,
  )
  const rates = checkpoints.map(({ bytes, calls }, index) => {
    const before = checkpoints[index - 1]
    return before === undefined ? undefined : (bytes - before.bytes) / (calls - before.calls)
  })
  const rate = commonScale(
    rates.map((one) => one ?? 0),
    Math.max(...rates.map((one) => Math.abs(one ?? 0))),
  )
  const rateAt = (one: ReportedCheckpoint): string => {
    const value = rates[checkpoints.indexOf(one)]
    return value === undefined ? '' : formatBytes(value, rate)
  }

  const hasOffHeap = checkpoints.some(({ offHeapBytes }) => offHeapBytes !== 0)
  const rows: [string, (one: ReportedCheckpoint) => string][] = [
    ['calls', ({ calls }) => String(calls)],
    ['retained', ({ bytes }) => formatBytes(bytes, kept)],
    ...(hasOffHeap ? [['off-heap', (one) => formatBytes(one.offHeapBytes, kept)] as (typeof rows)[number]] : []),
    ['objects', ({ objects }) => formatObjects(objects)],
    ['per call', rateAt],
  ]
  const columns = selected(checkpoints)
  const cells = rows.map(([, cell]) => columns.map((one) => (one === '…' ? one : cell(one))))
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => width(row[column] ?? ''))))
  const lines = rows.map(([label], row) => {
    const figures = widths.map((columnWidth, column) => padStart(cells[row]?.[column] ?? '', columnWidth))
    return `  ${paint.dim(padEnd(label, 8))}  ${figures.join('  ')}`
  })
  const note = `(${count(report.warmupCalls, 'warm-up call')} before, a full GC at each)`
  const fits = widths.reduce((sum, column) => sum + 2 + column, 10) + 3 + width(note) <= LINE_WIDTH
  if (fits) lines[0] += `   ${paint.dim(note)}`
  return fits ? lines : [...lines, `  ${paint.dim(note)}`]
}
