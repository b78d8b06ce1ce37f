import { printable } from '../../report/text.ts'
import type { PprofProfile } from '../pprof-profile.ts'
import { utc, type ZoneAt } from './clock.ts'
import { type Graph, graphOf } from './graph.ts'
import { graphHeader, percentText } from './header.ts'
import { outputUnit } from './output-unit.ts'
import { formatIn, type Prepared, prepare } from './prepared.ts'
import type { ReportOptions } from './report-options.ts'
import { rightAligned } from './text-order.ts'

export interface TopRow {
  readonly name: string
  readonly flat: number
  readonly cum: number
  /** Absent: the function was inlined nowhere. */
  readonly inlined?: 'everywhere' | 'partly'
}

export interface TopReport {
  readonly prepared: Prepared
  readonly graph: Graph
  readonly rows: readonly TopRow[]
}

/**
 * pprof's `top`: what each function has itself (flat) and with what it called (cum).
 *
 * @param profile after `loaded`
 */
export function topReport(profile: PprofProfile, options: ReportOptions = {}): TopReport {
  const prepared = prepare(profile, options)
  const graph = graphOf(prepared, { ...options, edgesTo: 'inlined' })
  const inlined = new Map<number, { some: boolean; others: boolean }>()
  for (const { to, isInline } of graph.edges) {
    const calls = inlined.get(to) ?? { some: false, others: false }
    if (isInline) calls.some = true
    else calls.others = true
    inlined.set(to, calls)
  }
  const rows = graph.nodes.map(({ index, name, flat, cum }): TopRow => {
    const calls = inlined.get(index)
    return { name, flat, cum, ...(calls?.some ? { inlined: calls.others ? 'partly' : 'everywhere' } : {}) }
  })
  return { prepared, graph, rows }
}

const inlineTexts = { everywhere: ' (inline)', partly: ' (partial-inline)' } as const

/** The report as `go tool pprof -top` prints it. */
export function topText(
  { prepared, graph, rows }: TopReport,
  options: ReportOptions = {},
  zoneAt: ZoneAt = utc,
): string[] {
  const unit = outputUnit(prepared, graph.nodes)
  const format = formatIn(prepared, unit)
  const { total } = prepared
  const lines = [...graphHeader(prepared, graph, options, unit, zoneAt), '      flat  flat%   sum%        cum   cum%']
  let sum = 0
  for (const { name, flat, cum, inlined } of rows) {
    sum += flat
    const figures = [
      rightAligned(format(flat), 10),
      percentText(flat, total),
      percentText(sum, total),
      rightAligned(format(cum), 10),
      percentText(cum, total),
    ]
    lines.push(`${figures.join(' ')}  ${printable(name)}${inlined ? inlineTexts[inlined] : ''}`)
  }
  return lines
}
