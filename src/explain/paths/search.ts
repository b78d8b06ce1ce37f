import { edgeTypeIndex, type HeapGraph } from '../snapshot/heap-graph.ts'
import type { NodeRole } from '../snapshot/node-roles.ts'
import { compressRuns } from './compress-runs.ts'
import { BLOCKED, edgeCosts } from './edge-costs.ts'
import { nodeQueue } from './node-queue.ts'
import type { Root, Roots } from './roots.ts'

/** One way from a root to a node, over edges. */
export interface RawPath {
  readonly root: Root
  /** From the object that the root holds to the node; none if it is that object. */
  readonly edges: readonly number[]
  /** Behind which of the edges (by their place) how many more repeats of those before it were left out. */
  readonly leftOut: ReadonlyMap<number, number>
}

export interface PathSearch {
  /** Absent for what no root holds, as far as roots were given; and when many long paths have been asked for, for another. */
  pathTo(node: number): RawPath | undefined
  /** The number of the root of that path. */
  rootOf(node: number): number | undefined
  describe(root: number): Root
}

/** A second or two: some paths through a list of a million tell as much as hundreds. */
const MOST_EDGES_OF_PATHS = 4_000_000
const LONG_PATH = 10_000

/**
 * Finds, for each target, the path from the roots that costs least. All targets share one search, which ends with the last of them.
 */
export function searchPaths(
  graph: HeapGraph,
  roots: Roots,
  targets: Iterable<number>,
  roleOf: (node: number) => NodeRole,
): PathSearch {
  const costOf = edgeCosts(graph, roleOf)
  const distance = new Uint32Array(graph.nodeCount).fill(0xffff_ffff)
  /** One more than the edge that leads here; 0 at a root. */
  const lastEdge = new Uint32Array(graph.nodeCount)
  /** Where that edge comes from, or the number of the root. */
  const before = new Uint32Array(graph.nodeCount)
  const isOpen = new Uint8Array(graph.nodeCount)
  let open = 0
  for (const target of targets) {
    if (isOpen[target] === 0) open++
    isOpen[target] = 1
  }
  const queue = nodeQueue()
  const reach = (node: number, cost: number, edge: number, from: number): void => {
    if (cost >= (distance[node] as number)) return
    distance[node] = cost
    lastEdge[node] = edge
    before[node] = from
    queue.add(node, cost)
  }
  for (let root = 0; root < roots.count; root++) {
    reach(roots.nodes[root] as number, roots.costs[root] as number, 0, root)
  }
  for (let node = queue.take(); node >= 0 && open > 0; node = queue.take()) {
    // Reached again on a shorter way since it was added.
    if (distance[node] !== queue.distance) continue
    if (isOpen[node] === 1) {
      isOpen[node] = 2
      open--
    }
    if (roots.isBarred(node)) continue
    const role = roleOf(node)
    for (let edge = graph.firstEdge[node] as number; edge < (graph.firstEdge[node + 1] as number); edge++) {
      const cost = costOf(edge, role)
      if (cost < BLOCKED) reach(graph.edgeTarget[edge] as number, queue.distance + cost, edge + 1, node)
    }
  }
  let left = MOST_EDGES_OF_PATHS
  return {
    describe: roots.describe,
    rootOf(target) {
      if (distance[target] === 0xffff_ffff) return undefined
      let node = target
      while (lastEdge[node] !== 0) node = before[node] as number
      return before[node] as number
    },
    pathTo(target) {
      if (distance[target] === 0xffff_ffff) return undefined
      const most = Math.max(left, LONG_PATH)
      const edges: number[] = []
      let node = target
      while (lastEdge[node] !== 0) {
        if (edges.length === most) {
          left = 0
          return undefined
        }
        edges.push((lastEdge[node] as number) - 1)
        node = before[node] as number
      }
      left -= edges.length
      return { root: roots.describe(before[node] as number), ...withoutRuns(graph, edges.reverse()) }
    },
  }
}

const [PROPERTY, INTERNAL] = (['property', 'internal'] as const).map(edgeTypeIndex)

/** Edges are the same if they have the same name and lead to objects of one class; numbers are no names. */
function withoutRuns(graph: HeapGraph, edges: readonly number[]): Pick<RawPath, 'edges' | 'leftOut'> {
  const { items, leftOut } = compressRuns(edges, (a, b) => {
    const [first, second] = [edges[a] as number, edges[b] as number]
    const type = graph.edgeType[first]
    if (type !== graph.edgeType[second]) return false
    const isNamed = type === PROPERTY || type === INTERNAL
    if (isNamed && graph.edgeName[first] !== graph.edgeName[second]) return false
    const [from, to] = [graph.edgeTarget[first] as number, graph.edgeTarget[second] as number]
    return graph.nodeType[from] === graph.nodeType[to] && graph.nodeName[from] === graph.nodeName[to]
  })
  return { edges: items, leftOut }
}
