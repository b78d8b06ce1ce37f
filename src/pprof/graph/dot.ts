import { utc, type ZoneAt } from '../report/clock.ts'
import { baseName } from '../report/go-path.ts'
import { graphHeader } from '../report/header.ts'
import { outputUnit } from '../report/output-unit.ts'
import { formatIn, type Prepared } from '../report/prepared.ts'
import type { ReportOptions } from '../report/report-options.ts'
import type { CallEdge, CallNode } from './call-graph.ts'
import { type DotScale, dotNode, dotTags } from './dot-node.ts'
import { dotLines, dotText } from './dot-text.ts'
import { shareColor } from './share-color.ts'
import { byWeight } from './trim-edges.ts'
import type { VisualGraph } from './visual-graph.ts'

/** Of which Graphviz knows how wide letters are: of a list of fonts it does not, and boxes come out too narrow. */
const FONT = 'Arial'

/**
 * The picture in Graphviz's language, as `go tool pprof -dot` writes it.
 *
 * @param options those that the graph is made with
 */
export function graphDot(
  prepared: Prepared,
  graph: VisualGraph,
  options: ReportOptions = {},
  zoneAt: ZoneAt = utc,
): string {
  const { nodes } = graph
  const unit = outputUnit(prepared, nodes)
  const format = formatIn(prepared, unit)
  const scale: DotScale = {
    total: prepared.total,
    maxFlat: nodes.reduce((max, { flat }) => Math.max(max, Math.abs(flat)), 0),
    // Units come from the profile as well.
    format: (value) => dotText(format(value)),
  }
  const ids = new Map<CallNode, number>(nodes.map((node, index) => [node, index + 1]))
  const tagged = new Set<CallNode>()
  const boxes = nodes.flatMap((node, index) => {
    const tags = dotTags(node, index + 1, scale)
    if (tags.length > 0) tagged.add(node)
    return [dotNode(node, index + 1, scale), ...tags]
  })
  const edges = nodes
    .flatMap(({ out }) => out)
    .filter(({ to }) => ids.has(to))
    .sort(byWeight)
    .map((edge) => dotEdge(edge, ids, tagged.has(edge.from), scale))
  const title = titleOf(prepared)
  return [
    `digraph "${dotText(title || 'unnamed')}" {`,
    `node [style=filled fillcolor="#f8f8f8"]`,
    // pprof leaves that to Graphviz, which takes Times.
    `graph [fontname="${FONT}"] node [fontname="${FONT}"] edge [fontname="${FONT}"]`,
    legend(title, legendLines(prepared, graph, options, unit, zoneAt)),
    ...boxes,
    ...edges,
    '}',
  ].join('\n')
}

const titleOf = ({ profile }: Prepared): string => baseName(profile.mappings[0]?.file ?? '').replace(/^\.$/, '')

function legend(title: string, lines: readonly string[]): string {
  const tooltip = title === '' ? '' : ` tooltip="${dotText(title)}"`
  return `subgraph cluster_L { "${dotText(lines[0] ?? '')}" [shape=box fontsize=16 label="${dotLines(lines, '\\l')}"${tooltip}] }`
}

function legendLines(
  prepared: Prepared,
  graph: VisualGraph,
  options: ReportOptions,
  unit: string,
  zoneAt: ZoneAt,
): string[] {
  const { edgeFraction = 0.001 } = options
  const lines = graphHeader(prepared, { ...graph, edges: [], nameOf: () => '' }, options, unit, zoneAt)
  if (prepared.total !== 0 && graph.droppedEdges > 0) {
    const small = formatIn(prepared, unit)(Math.abs(Math.trunc(prepared.total * edgeFraction)))
    const text = `Dropped ${graph.droppedEdges} ${graph.droppedEdges > 1 ? 'edges' : 'edge'} (freq <= ${small})`
    const at = lines.findIndex((line) => line.startsWith('Showing top '))
    lines.splice(at === -1 ? lines.length : at, 0, text)
  }
  return [...lines, '', 'See https://git.io/JfYMW for how to read the graph']
}

function dotEdge(
  { from, to, weight, isResidual, isInline }: CallEdge,
  ids: ReadonlyMap<CallNode, number>,
  isTagged: boolean,
  { total, format }: DotScale,
): string {
  const tooltip = `"${dotText(from.name)} ${isResidual ? '...' : '->'} ${dotText(to.name)} (${format(weight)})"`
  const attributes = [
    `label=" ${format(weight)}${isInline ? '\\n (inline)' : ''}"`,
    ...(total === 0 ? [] : weightAttributes(weight, total)),
    `tooltip=${tooltip} labeltooltip=${tooltip}`,
    ...(isResidual ? ['style="dotted"'] : []),
    ...(isTagged ? ['minlen=2'] : []),
  ]
  return `N${ids.get(from)} -> N${ids.get(to)} [${attributes.join(' ')}]`
}

function weightAttributes(weight: number, total: number): string[] {
  // In a diff an edge may be heavier than all.
  const straight = 1 + Math.min(100, Math.abs(Math.trunc((weight * 100) / total)))
  const width = 1 + Math.min(5, Math.abs(Math.trunc((weight * 5) / total)))
  return [
    ...(straight > 1 ? [`weight=${straight}`] : []),
    ...(width > 1 ? [`penwidth=${width}`] : []),
    `color="${shareColor(weight / Math.abs(total), false)}"`,
  ]
}
