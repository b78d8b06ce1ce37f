import { printable } from '../../report/text.ts'
import type { PprofProfile } from '../pprof-profile.ts'
import { goRegExp } from './go-regexp.ts'
import { type Node, nodesOf } from './graph.ts'
import { percentText } from './header.ts'
import { nodeText } from './node-info.ts'
import { nodeTable } from './node-table.ts'
import { nodeValues } from './node-values.ts'
import { formatIn, type Prepared, prepare } from './prepared.ts'
import { ReportError } from './report-error.ts'
import type { ReportOptions } from './report-options.ts'
import { type Source, type SourceOf, sourceLines } from './source-lines.ts'
import { rightAligned, textOrder } from './text-order.ts'

export interface ListedLine {
  readonly line: number
  readonly text: string
  readonly flat: number
  readonly cum: number
}

/** One function in one file. */
export interface Listing {
  readonly name: string
  /** '' where the profile has none. */
  readonly file: string
  readonly flat: number
  readonly cum: number
  readonly lines: readonly ListedLine[]
  /** Why there are no lines. */
  readonly error?: string
}

export interface ListReport {
  readonly prepared: Prepared
  readonly listings: readonly Listing[]
}

/**
 * pprof's `list`: the source of functions of which the name matches, with figures beside the lines.
 *
 * @param profile after `loaded`
 * @param pattern in Go's syntax
 * @param sourceOf finds a file of the profile
 * @throws ReportError no name matches
 */
export function listReport(
  profile: PprofProfile,
  pattern: string,
  sourceOf: SourceOf,
  options: ReportOptions = {},
): ListReport {
  const matching = goRegExp(pattern, 'the expression')
  const prepared = prepare(profile, options)
  const { samples, sampleTypes, locations } = prepared.profile
  const { sourcePath = [] } = options
  const table = nodeTable(locations, { granularity: 'lines', withBinary: true, sourcePath })
  const nodes = nodesOf(table, nodeValues(samples, sampleTypes.length, prepared.valueIndex, table))
  const functions = groups(
    nodes.filter(({ info }) => matching.test(info.name)),
    ({ info }) => info.name,
  )
  if (functions.length === 0) throw new ReportError(`no matches found for regexp: ${pattern}`)
  const listings = functions.flatMap(([name, all]) => {
    const files = groups(
      all.filter(({ info }) => info.file !== ''),
      ({ info }) => info.file,
    )
    if (files.length === 0) return [{ name, file: '', ...sums(all), lines: [] }]
    return files.map(([file, ofFile]) => listing(name, file, ofFile, sourceOf(file)))
  })
  return { prepared, listings }
}

/** By a key, in the order of the keys. */
function groups(nodes: readonly Node[], keyOf: (node: Node) => string): [string, Node[]][] {
  const byKey = new Map<string, Node[]>()
  for (const node of nodes) {
    const group = byKey.get(keyOf(node))
    if (group) group.push(node)
    else byKey.set(keyOf(node), [node])
  }
  for (const group of byKey.values()) group.sort((a, b) => textOrder(nodeText(a.info), nodeText(b.info)))
  return [...byKey].sort(([a], [b]) => textOrder(a, b))
}

const sums = (nodes: readonly Node[]): { flat: number; cum: number } => ({
  flat: nodes.reduce((sum, { flat }) => sum + flat, 0),
  cum: nodes.reduce((sum, { cum }) => sum + cum, 0),
})

function listing(name: string, file: string, nodes: readonly Node[], source: Source): Listing {
  const common = { name, file, ...sums(nodes) }
  if (source.error !== undefined) return { ...common, lines: [], error: source.error }
  const [first, last] = range(nodes)
  const lines = sourceLines(source.text, first, last).map((text, index): ListedLine => {
    const line = first + index
    return { line, text, ...sums(nodes.filter(({ info }) => info.line === line)) }
  })
  return { ...common, lines }
}

const MARGIN = 5

/** From where the function starts, or some lines before the first that has figures, to some after the last. */
function range(nodes: readonly Node[]): [number, number] {
  const starts = nodes.map(({ info }) => info.startLine || info.line - MARGIN)
  return [Math.max(1, Math.min(...starts)), Math.max(...nodes.map(({ info }) => info.line)) + MARGIN]
}

/** The report as `go tool pprof -list` prints it. */
export function listText({ prepared, listings }: ListReport): string[] {
  const { total, unit } = prepared
  const format = formatIn(prepared, unit)
  const orDot = (value: number): string => rightAligned(value === 0 ? '.' : format(value), 10)
  return [
    `Total: ${format(total)}`,
    ...listings.flatMap(({ name, file, flat, cum, lines, error }) => {
      if (file === '') return [`No source information for ${printable(name)}`]
      const figures = `${rightAligned(format(flat), 10)} ${rightAligned(format(cum), 10)}`
      return [
        `ROUTINE ======================== ${printable(name)} in ${printable(file)}`,
        `${figures} (flat, cum) ${percentText(cum, total)} of Total`,
        ...(error === undefined ? [] : [` Error: ${printable(error)}`]),
        ...lines.map(({ line, text, ...of }) => {
          return `${orDot(of.flat)} ${orDot(of.cum)} ${rightAligned(String(line), 6)}:${withTabs(text)}`
        }),
      ]
    }),
  ]
}

const withTabs = (text: string): string => text.split('\t').map(printable).join('\t')
