import { offHeapBytes } from '../off-heap-owners.ts'
import { edgeTypeIndex, type HeapGraph } from '../snapshot/heap-graph.ts'
import type { NodeRole } from '../snapshot/node-roles.ts'

const INTERNAL = edgeTypeIndex('internal')

/**
 * Memory off the heap by the objects that own it, of a whole heap. Owners are looked for by the edges that lead to stores, since few of a
 * million objects have one.
 */
export function allOffHeapBytes(graph: HeapGraph, roleOf: (node: number) => NodeRole): Map<number, number> {
  const buffers = new Set<number>()
  eachEdge(graph, (from, edge) => {
    if (roleOf(graph.edgeTarget[edge] as number) === 'store') buffers.add(from)
  })
  if (buffers.size === 0) return new Map()
  const names = new Set(['buffer', 'array_buffer'].map((name) => graph.strings.find(name)))
  const owners = new Set(buffers)
  eachEdge(graph, (from, edge) => {
    // A property of this name makes no view.
    if (graph.edgeType[edge] !== INTERNAL || !names.has(graph.edgeName[edge] as number)) return
    if (buffers.has(graph.edgeTarget[edge] as number)) owners.add(from)
  })
  return offHeapBytes(graph, roleOf, owners)
}

function eachEdge(graph: HeapGraph, on: (from: number, edge: number) => void): void {
  for (let node = 0; node < graph.nodeCount; node++) {
    for (let edge = graph.firstEdge[node] as number; edge < (graph.firstEdge[node + 1] as number); edge++)
      on(node, edge)
  }
}
