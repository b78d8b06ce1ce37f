import { printable } from '../../report/text.ts'
import type { PprofProfile } from '../pprof-profile.ts'
import { utc, type ZoneAt } from './clock.ts'
import type { Edge } from './edges.ts'
import { goRegExp } from './go-regexp.ts'
import { type Graph, graphOf } from './graph.ts'
import { graphHeader, percentText } from './header.ts'
import { outputUnit } from './output-unit.ts'
import { formatIn, type Prepared, prepare } from './prepared.ts'
import { ReportError } from './report-error.ts'
import type { ReportOptions } from './report-options.ts'
import { rightAligned, textOrder } from './text-order.ts'

export interface Call {
  readonly name: string
  readonly value: number
  readonly isInline: boolean
}

export interface TreeRow {
  readonly name: string
  readonly flat: number
  readonly cum: number
  readonly callers: readonly Call[]
  readonly callees: readonly Call[]
}

export interface TreeReport {
  readonly prepared: Prepared
  readonly graph: Graph
  readonly rows: readonly TreeRow[]
}

const MOST_ROWS = 80

/** pprof's `tree`: `top`, each row with its callers and what it calls. Options are those of {@link treeText} as well. */
export function treeReport(profile: PprofProfile, options: ReportOptions = {}): TreeReport {
  const prepared = prepare(profile, options)
  const graph = graphOf(prepared, { nodeCount: MOST_ROWS, ...options, edgesTo: 'all' })
  return { prepared, graph, rows: rowsOf(graph) }
}

/**
 * pprof's `peek`: the same for functions of which the name matches, none of it left out.
 *
 * @param pattern in Go's syntax
 * @throws ReportError no name matches
 */
export function peekReport(profile: PprofProfile, pattern: string, options: ReportOptions = {}): TreeReport {
  const matching = goRegExp(pattern, 'the expression')
  const report = treeReport(profile, { ...options, ...untrimmed })
  const rows = report.rows.filter(({ name }) => matching.test(name))
  if (rows.length === 0) throw new ReportError(`no matches found for regexp: ${pattern}`)
  return { ...report, rows }
}

export const untrimmed = { nodeCount: 0, nodeFraction: 0, edgeFraction: 0 } as const

function rowsOf({ nodes, edges, nameOf }: Graph): TreeRow[] {
  const [incoming, outgoing] = [new Map<number, Edge[]>(), new Map<number, Edge[]>()]
  for (const edge of edges) {
    incoming.set(edge.to, [...(incoming.get(edge.to) ?? []), edge])
    outgoing.set(edge.from, [...(outgoing.get(edge.from) ?? []), edge])
  }
  const calls = (list: readonly Edge[] = [], end: 'from' | 'to'): Call[] =>
    list
      .map((edge) => ({ name: nameOf(edge[end]), value: edge.weight, isInline: edge.isInline }))
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || textOrder(a.name, b.name))
  return nodes.map(({ index, name, flat, cum }) => {
    return { name, flat, cum, callers: calls(incoming.get(index), 'from'), callees: calls(outgoing.get(index), 'to') }
  })
}

const SEPARATOR = '----------------------------------------------------------+-------------'
const LEGEND = '      flat  flat%   sum%        cum   cum%   calls calls% + context \t \t '

/** The report as `go tool pprof -tree` or `-peek` prints it. */
export function treeText(
  { prepared, graph, rows }: TreeReport,
  options: ReportOptions = {},
  zoneAt: ZoneAt = utc,
): string[] {
  const unit = outputUnit(prepared, graph.nodes)
  const format = formatIn(prepared, unit)
  const { total } = prepared
  const callLines = (calls: readonly Call[], cum: number): string[] =>
    calls.map(({ name, value, isInline }) => {
      const figures = `${rightAligned(format(value), 50)} ${percentText(value, cum)}`
      return `${figures} |   ${printable(name)}${isInline ? ' (inline)' : ''}`
    })
  const lines = [...graphHeader(prepared, graph, options, unit, zoneAt), SEPARATOR, LEGEND]
  let sum = 0
  for (const { name, flat, cum, callers, callees } of rows) {
    sum += flat
    const figures = [
      rightAligned(format(flat), 10),
      percentText(flat, total),
      percentText(sum, total),
      rightAligned(format(cum), 10),
      percentText(cum, total),
    ]
    lines.push(SEPARATOR, ...callLines(callers, cum))
    lines.push(`${figures.join(' ')}                | ${printable(name)}`, ...callLines(callees, cum))
  }
  return graph.nodes.length > 0 ? [...lines, SEPARATOR] : lines
}
