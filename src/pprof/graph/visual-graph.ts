import { nodeTable } from '../report/node-table.ts'
import type { Prepared } from '../report/prepared.ts'
import type { ReportOptions } from '../report/report-options.ts'
import { type CallNode, callGraph } from './call-graph.ts'
import { sortByScore } from './node-score.ts'
import { MOST_TAGS } from './node-tags.ts'
import { dropRedundantEdges, dropSmallEdges } from './trim-edges.ts'

/** What a picture shows of a profile. */
export interface VisualGraph {
  readonly nodes: readonly CallNode[]
  /** Nodes left out because their cum is small. */
  readonly droppedNodes: number
  /** Nodes that are not small, but came after the first `nodeCount`. */
  readonly hiddenNodes: number
  readonly droppedEdges: number
}

/** Boxes in a picture, those of labels included, if nobody says how many. */
const MOST_NODES = 80

/**
 * The functions that a picture is clearest with, and the calls between them, as pprof selects them. Each step starts from the samples again, since
 * calls go over what was left out.
 */
export function visualGraph(prepared: Prepared, options: ReportOptions = {}): VisualGraph {
  const {
    granularity = 'functions',
    sourcePath,
    nodeCount = MOST_NODES,
    nodeFraction = 0.005,
    edgeFraction = 0.001,
  } = options
  const table = nodeTable(prepared.profile.locations, { granularity, ...(sourcePath ? { sourcePath } : {}) })
  const only = (nodes: readonly CallNode[]): CallNode[] => {
    const kept = new Uint8Array(table.infos.length)
    for (const { index } of nodes) kept[index] = 1
    return callGraph(prepared, table, kept)
  }

  let nodes = callGraph(prepared, table)
  const sum = nodes.reduce((total, { flat }) => total + flat, 0)
  const nodeCutoff = Math.abs(Math.trunc(sum * nodeFraction))
  const edgeCutoff = Math.abs(Math.trunc(sum * edgeFraction))
  const large = nodes.filter(({ cum }) => Math.abs(cum) >= nodeCutoff)
  const droppedNodes = nodes.length - large.length
  if (droppedNodes > 0) nodes = only(large)
  const candidates = nodes.length

  sortByScore(nodes)
  if (nodeCount > 0) {
    dropSmallTags(nodes, nodeCutoff)
    dropSmallEdges(nodes, edgeCutoff)
    const first = nodes.slice(0, withTags(nodes, nodeCount))
    if (first.length < nodes.length) {
      nodes = only(first)
      sortByScore(nodes)
    }
  }
  dropSmallTags(nodes, nodeCutoff)
  const droppedEdges = dropSmallEdges(nodes, edgeCutoff)
  dropRedundantEdges(nodes)
  return { nodes, droppedNodes, hiddenNodes: candidates - nodes.length, droppedEdges }
}

function dropSmallTags(nodes: readonly CallNode[], cutoff: number): void {
  for (const { tags, sizes } of nodes) {
    for (const all of [tags, ...sizes.values()]) {
      for (const [text, { flat, cum }] of all) {
        if (Math.abs(flat) < cutoff && Math.abs(cum) < cutoff) all.delete(text)
      }
    }
  }
}

/** How many nodes there is room for: boxes of labels take some. */
function withTags(nodes: readonly CallNode[], room: number): number {
  let taken = 0
  const last = nodes.findIndex((node) => {
    const tags = [node.tags, ...node.sizes.values()]
      .flatMap((all) => [...all.values()])
      .filter(({ flat }) => flat !== 0)
    taken += Math.min(MOST_TAGS, tags.length) + 1
    return taken >= room
  })
  return last === -1 ? room : last + 1
}
