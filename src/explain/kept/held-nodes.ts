import { BLOCKED, edgeCosts } from '../paths/edge-costs.ts'
import { nodeQueue } from '../paths/node-queue.ts'
import type { Roots } from '../paths/roots.ts'
import { type HeapGraph, nodeTypeIndex } from '../snapshot/heap-graph.ts'
import type { NodeRole } from '../snapshot/node-roles.ts'

/** Whose everything in a heap is: each object belongs to the root whose path to it costs least, the one that a report would show. */
export interface HeldNodes {
  /** By node: the number of its root, or `NOBODY`. */
  readonly rootOf: Uint32Array
  /** By node: the object that a reader sees it as a part of. The elements of an array are the array's, captured variables the closure's. */
  readonly seenAs: Uint32Array
  /** By node: how far it is from its root. */
  readonly distance: Uint32Array
}

export const NOBODY = 0xffff_ffff

/** Strings that are made of others. */
const PARTED = new Set((['concatenated string', 'sliced string'] as const).map(nodeTypeIndex))

/**
 * Walks through the whole heap from its roots. As `searchPaths` does for a few targets, but with what is asked of millions of nodes
 * carried along: to go back from each item of a list to its root takes the square of the list's length.
 */
export function heldNodes(graph: HeapGraph, roots: Roots, roleOf: (node: number) => NodeRole): HeldNodes {
  const costOf = edgeCosts(graph, roleOf)
  const distance = new Uint32Array(graph.nodeCount).fill(NOBODY)
  const rootOf = new Uint32Array(graph.nodeCount).fill(NOBODY)
  const seenAs = new Uint32Array(graph.nodeCount)
  const queue = nodeQueue()
  for (let root = 0; root < roots.count; root++) {
    const node = roots.nodes[root] as number
    const cost = roots.costs[root] as number
    if (cost >= (distance[node] as number)) continue
    distance[node] = cost
    rootOf[node] = root
    seenAs[node] = node
    queue.add(node, cost)
  }
  for (let node = queue.take(); node >= 0; node = queue.take()) {
    // Reached again on a shorter way since it was added.
    if (distance[node] !== queue.distance || roots.isBarred(node)) continue
    const role = roleOf(node)
    for (let edge = graph.firstEdge[node] as number; edge < (graph.firstEdge[node + 1] as number); edge++) {
      const cost = costOf(edge, role)
      if (cost >= BLOCKED) continue
      const to = graph.edgeTarget[edge] as number
      if (queue.distance + cost >= (distance[to] as number)) continue
      distance[to] = queue.distance + cost
      rootOf[to] = rootOf[node] as number
      const isPart = roleOf(to) !== 'visible' || PARTED.has(graph.nodeType[node] as number)
      seenAs[to] = isPart ? (seenAs[node] as number) : to
      queue.add(to, queue.distance + cost)
    }
  }
  return { rootOf, seenAs, distance }
}
