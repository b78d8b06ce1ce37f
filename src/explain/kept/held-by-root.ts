import type { Root, Roots } from '../paths/roots.ts'
import type { HeapGraph } from '../snapshot/heap-graph.ts'
import { type HeldNodes, NOBODY } from './held-nodes.ts'

/** What is held in one place, a variable for example, for which there may be several roots: it is exported, or functions share it. */
export interface Place {
  readonly root: Root
  /** Numbers of its roots. */
  readonly roots: Set<number>
  heapBytes: number
  offHeapBytes: number
}

/**
 * How much each root holds, by the place that a reader knows it as.
 *
 * @param leastBytes less is nothing to tell of. There may be a hundred thousand roots, and a name takes a look at all variables of a scope
 */
export function heldByRoot(
  graph: HeapGraph,
  roots: Roots,
  { rootOf }: HeldNodes,
  offHeap: ReadonlyMap<number, number>,
  leastBytes: number,
): Place[] {
  const heap = new Float64Array(roots.count)
  const external = new Float64Array(roots.count)
  for (let node = 0; node < graph.nodeCount; node++) {
    const root = rootOf[node] as number
    if (root !== NOBODY) (heap[root] as number) += graph.selfBytes(node)
  }
  for (const [node, bytes] of offHeap) {
    const root = rootOf[node] as number
    if (root !== NOBODY) (external[root] as number) += bytes
  }
  const places = new Map<string, Place>()
  for (let number = 0; number < roots.count; number++) {
    const [heapBytes, offHeapBytes] = [heap[number] as number, external[number] as number]
    if (heapBytes + offHeapBytes < Math.max(1, leastBytes)) continue
    const root = roots.describe(number)
    const key = placeKey(root)
    const place = places.get(key)
    if (place) {
      place.roots.add(number)
      place.heapBytes += heapBytes
      place.offHeapBytes += offHeapBytes
    } else places.set(key, { root, roots: new Set([number]), heapBytes, offHeapBytes })
  }
  return [...places.values()]
}

const placeKey = ({ kind, scriptName, name, node }: Root): string =>
  // A variable that is exported is one variable.
  [kind === 'export' ? 'variable' : kind, scriptName, name || node].join('\0')
