import type { LeakedKind } from './explanation.ts'
import type { Leaked } from './leaked-objects.ts'
import { classNameOf } from './paths/class-name.ts'
import { type HeapGraph, nameOf, nodeTypeIndex } from './snapshot/heap-graph.ts'
import { ownKeys } from './snapshot/own-keys.ts'

/** Objects of one class that one site has made. */
export interface KindOfObjects {
  readonly className: string
  readonly objects: readonly Leaked[]
  readonly heapBytes: number
  readonly offHeapBytes: number
}

/**
 * By class, biggest first. Objects that only other objects of the same call can be seen through (the elements of an array, captured
 * variables) are kinds too, with names that say so.
 *
 * @param offHeap bytes by node
 */
export function kindsOf(
  graph: HeapGraph,
  objects: readonly Leaked[],
  offHeap: ReadonlyMap<number, number>,
): KindOfObjects[] {
  const byClass = new Map<string, { objects: Leaked[]; heapBytes: number; offHeapBytes: number }>()
  for (const object of objects) {
    const name = kindName(graph, object.node)
    const kind = byClass.get(name) ?? { objects: [], heapBytes: 0, offHeapBytes: 0 }
    kind.objects.push(object)
    kind.heapBytes += graph.selfBytes(object.node)
    kind.offHeapBytes += offHeap.get(object.node) ?? 0
    byClass.set(name, kind)
  }
  return [...byClass]
    .map(([className, kind]) => ({ className, ...kind }))
    .sort((a, b) => b.heapBytes + b.offHeapBytes - (a.heapBytes + a.offHeapBytes))
}

export const perCall = (kind: KindOfObjects, calls: number): LeakedKind => ({
  className: kind.className,
  objectsPerCall: kind.objects.length / calls,
  bytesPerCall: kind.heapBytes / calls,
  offHeapBytesPerCall: kind.offHeapBytes / calls,
})

const OBJECT = nodeTypeIndex('object')

/** A plain object by its properties, `{id, text}`: there are many of them. */
function kindName(graph: HeapGraph, node: number): string {
  return isPlainObject(graph, node) ? shapeText(ownKeys(graph, node)) : classNameOf(graph, node)
}

export const isPlainObject = (graph: HeapGraph, node: number): boolean =>
  graph.nodeType[node] === OBJECT && nameOf(graph, node) === 'Object'

const MOST_KEYS = 4

function shapeText(keys: readonly string[]): string {
  if (keys.length === 0) return 'Object'
  const shown = keys.slice(0, MOST_KEYS)
  return `{${[...shown, ...(keys.length > shown.length ? ['…'] : [])].join(', ')}}`
}
