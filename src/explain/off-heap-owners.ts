import { childNamed, type HeapGraph } from './snapshot/heap-graph.ts'
import type { NodeRole } from './snapshot/node-roles.ts'

/** Memory off the heap that an ArrayBuffer, a SharedArrayBuffer or a WebAssembly.Memory has, if it has any in the snapshot. */
export function storeOf(graph: HeapGraph, roleOf: (node: number) => NodeRole, node: number): number | undefined {
  const store = childNamed(graph, node, 'backing_store')
  if (store !== undefined) return store
  const buffer = childNamed(graph, node, 'buffer') ?? childNamed(graph, node, 'array_buffer')
  if (buffer !== undefined && buffer !== node) return childNamed(graph, buffer, 'backing_store')
  for (let edge = graph.firstEdge[node] as number; edge < (graph.firstEdge[node + 1] as number); edge++) {
    const target = graph.edgeTarget[edge] as number
    if (roleOf(target) === 'store') return target
  }
  return undefined
}

/**
 * Divides memory off the heap between the objects that own it, exactly: a store belongs to the views of it that have leaked, in equal
 * parts (a slice keeps its whole pool alive), and where there is no view, to its ArrayBuffer.
 *
 * @param owners leaked objects, by anything that tells whose they are
 * @returns bytes by node
 */
export function offHeapBytes(
  graph: HeapGraph,
  roleOf: (node: number) => NodeRole,
  owners: Iterable<number>,
): Map<number, number> {
  const views = new Map<number, number[]>()
  const buffers = new Map<number, number[]>()
  for (const node of owners) {
    if (roleOf(node) !== 'visible') continue
    const store = storeOf(graph, roleOf, node)
    if (store === undefined) continue
    const isBuffer = childNamed(graph, node, 'backing_store') !== undefined
    const byStore = isBuffer ? buffers : views
    const holders = byStore.get(store)
    if (holders) holders.push(node)
    else byStore.set(store, [node])
  }
  const bytes = new Map<number, number>()
  for (const [store, holders] of [...buffers, ...views]) {
    const owning = views.get(store) ?? holders
    for (const node of holders) bytes.delete(node)
    // Whole bytes, so that sums are exact.
    const total = graph.selfBytes(store)
    const share = Math.floor(total / owning.length)
    for (const [index, node] of owning.entries()) bytes.set(node, share + (index < total % owning.length ? 1 : 0))
  }
  return bytes
}
