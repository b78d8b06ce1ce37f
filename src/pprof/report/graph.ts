import { type Edge, edgesOf, inlinedNodes } from './edges.ts'
import { type NodeInfo, nodeName, nodeText } from './node-info.ts'
import { type NodeTable, nodeTable } from './node-table.ts'
import { type NodeValues, nodeValues } from './node-values.ts'
import type { Prepared } from './prepared.ts'
import type { ReportOptions } from './report-options.ts'
import { textOrder } from './text-order.ts'

export interface Node {
  readonly index: number
  readonly info: NodeInfo
  /** As it is printed. */
  readonly name: string
  readonly flat: number
  readonly cum: number
}

export interface Graph {
  /** In the order of the report. */
  readonly nodes: readonly Node[]
  /** Nodes left out because their cum is small. */
  readonly droppedNodes: number
  /** Nodes that are not small, but came after the first `nodeCount`. */
  readonly hiddenNodes: number
  readonly edges: readonly Edge[]
  /** Names of all nodes, by index: an edge may lead to one that is no row, its figures being zero. */
  readonly nameOf: (index: number) => string
}

export interface GraphOptions extends ReportOptions {
  /** `all` for trees; `inlined` are those to functions that were inlined somewhere, which is all that `top` needs. */
  readonly edgesTo: 'all' | 'inlined'
}

/** Functions (or what the granularity says) and the calls between them, without what is too small to be shown. */
export function graphOf(prepared: Prepared, options: GraphOptions): Graph {
  const { profile, valueIndex } = prepared
  const {
    granularity = 'functions',
    sourcePath = [],
    nodeCount = 0,
    nodeFraction = 0.005,
    edgeFraction = 0.001,
  } = options
  const width = profile.sampleTypes.length
  const table = nodeTable(profile.locations, { granularity, sourcePath })
  const all = nodesOf(table, nodeValues(profile.samples, width, valueIndex, table))

  // From the signed sum; what is printed of it is not.
  const sum = all.reduce((total, { flat }) => total + flat, 0)
  const cutoff = Math.abs(Math.trunc(sum * nodeFraction))
  const large = all.filter(({ cum }) => Math.abs(cum) >= cutoff)
  large.sort(options.cum ? byCum : byFlat)
  const nodes = nodeCount > 0 ? large.slice(0, nodeCount) : large

  const rows = new Uint8Array(table.infos.length)
  for (const { index } of nodes) rows[index] = 1
  const edges = keptEdges(prepared, table, rows, {
    // Calls go over nodes that were left out, but where none was, they still lead to those of which nothing remains.
    kept: nodes.length === all.length ? undefined : rows,
    cutoff: Math.abs(Math.trunc(sum * edgeFraction)),
    edgesTo: options.edgesTo,
  })
  return {
    nodes,
    droppedNodes: all.length - large.length,
    hiddenNodes: large.length - nodes.length,
    edges,
    nameOf: (index) => nodeName(table.infos[index] as NodeInfo),
  }
}

/** Those of which there is anything. */
export function nodesOf({ infos }: NodeTable, { flat, cum }: NodeValues): Node[] {
  return infos.flatMap((info, index) => {
    const node = { index, info, name: nodeName(info), flat: flat[index] ?? 0, cum: cum[index] ?? 0 }
    return node.flat === 0 && node.cum === 0 ? [] : [node]
  })
}

interface EdgeCut {
  readonly kept: Uint8Array | undefined
  readonly cutoff: number
  readonly edgesTo: 'all' | 'inlined'
}

function keptEdges(
  { profile, valueIndex }: Prepared,
  table: NodeTable,
  rows: Uint8Array,
  { kept, cutoff, edgesTo }: EdgeCut,
): Edge[] {
  const wanted = edgesTo === 'all' ? undefined : inlinedNodes(table)
  // Most profiles have none: no need to look at every stack again.
  if (wanted && !wanted.includes(1)) return []
  const width = profile.sampleTypes.length
  const edges = edgesOf(profile.samples, table, { width, valueIndex, kept, ...(wanted ? { wanted } : {}) })
  return edges.filter(({ to, weight }) => rows[to] === 0 || Math.abs(weight) >= cutoff)
}

const byFlat = (a: Node, b: Node): number =>
  Math.abs(b.flat) - Math.abs(a.flat) ||
  textOrder(a.name, b.name) ||
  Math.abs(b.cum) - Math.abs(a.cum) ||
  textOrder(nodeText(a.info), nodeText(b.info))

const byCum = (a: Node, b: Node): number =>
  Math.abs(b.cum) - Math.abs(a.cum) ||
  textOrder(a.name, b.name) ||
  Math.abs(b.flat) - Math.abs(a.flat) ||
  textOrder(nodeText(a.info), nodeText(b.info))
