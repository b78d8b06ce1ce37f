import { percentage } from '../../report/percent.ts'
import { printable } from '../../report/text.ts'
import { headerTime, type ZoneAt } from './clock.ts'
import { baseName } from './go-path.ts'
import type { Graph } from './graph.ts'
import { measureText, scale } from './measurement.ts'
import { formatIn, type Prepared } from './prepared.ts'
import type { ReportOptions } from './report-options.ts'

/** What the profile says of itself. @param unit of the total */
export function profileHeader(prepared: Prepared, unit: string, zoneAt: ZoneAt): string[] {
  const { profile, sampleType, total } = prepared
  const [binary] = profile.mappings
  const lines: string[] = []
  if (binary && binary.file !== '') lines.push(`File: ${baseName(binary.file)}`)
  if (binary && binary.buildId !== '') lines.push(`Build ID: ${binary.buildId}`)
  lines.push(...profile.comments.filter((comment) => !comment.startsWith('#')))
  if (sampleType.type !== '') lines.push(`Type: ${sampleType.type}`)
  if (profile.timeNanos !== 0n) lines.push(`Time: ${headerTime(profile.timeNanos, zoneAt)}`)
  if (profile.durationNanos !== 0n) {
    const nanos = Number(profile.durationNanos)
    const measured = scale(total, sampleType.unit, 'nanoseconds')
    const isTime = measured.unit === 'ns' && measured.value !== 0
    const share = isTime ? `(${percentText(Math.trunc(measured.value), nanos)})` : ''
    const duration = measureText(nanos, 'nanoseconds', 'auto')
    lines.push(`Duration: ${duration}, Total samples = ${formatIn(prepared, unit)(total)} ${share}`)
  }
  return lines.map(printable)
}

/** A share as pprof prints it, in six places. */
export const percentText = (value: number, total: number): string => percentage(value, total).padStart(6)

const LONGEST_FILTER = 80

/** The lines above a table: what the profile says, and what of it is shown. */
export function graphHeader(
  prepared: Prepared,
  graph: Graph,
  { nodeFraction = 0.005 }: ReportOptions,
  unit: string,
  zoneAt: ZoneAt,
): string[] {
  const { total, activeFilters } = prepared
  const format = formatIn(prepared, unit)
  const shown = graph.nodes.reduce((sum, { flat }) => sum + flat, 0)
  const lines = profileHeader(prepared, unit, zoneAt)
  if (activeFilters.length > 0) lines.push('Active filters:', ...activeFilters.map((one) => `   ${cut(one)}`))
  lines.push(`Showing nodes accounting for ${format(shown)}, ${percentage(shown, total)} of ${format(total)} total`)
  const { droppedNodes, hiddenNodes, nodes } = graph
  if (total !== 0 && droppedNodes > 0) {
    const small = format(Math.abs(Math.trunc(total * nodeFraction)))
    lines.push(`Dropped ${droppedNodes} ${droppedNodes > 1 ? 'nodes' : 'node'} (cum <= ${small})`)
  }
  if (total !== 0 && nodes.length > 0 && hiddenNodes > 0) {
    lines.push(`Showing top ${nodes.length} nodes out of ${nodes.length + hiddenNodes}`)
  }
  return lines
}

function cut(filter: string): string {
  return printable(filter.length > LONGEST_FILTER ? `${filter.slice(0, LONGEST_FILTER)}…` : filter)
}
