import { classNameOf } from '../paths/class-name.ts'
import type { Roots } from '../paths/roots.ts'
import type { KindOfObjects } from '../site-kinds.ts'
import { type HeapGraph, nodeTypeIndex } from '../snapshot/heap-graph.ts'
import type { Place } from './held-by-root.ts'
import type { HeldNodes } from './held-nodes.ts'

/** Less of what a place holds than this is nothing to end its path at. */
const LEAST_SHARE = 0.25
/** Of kinds as large as the largest, or half of it, the innermost says most: the strings in an array, not the array. */
const LEAST_OF_LARGEST = 0.5
/** Objects that a path is looked for to: the largest, as far as they make up this much, and no more than tell anything new. */
const COVERED_SHARE = 0.9
const MOST_OBJECTS = 256

const STRINGS = new Set((['string', 'concatenated string', 'sliced string'] as const).map(nodeTypeIndex))
const CLOSURE = nodeTypeIndex('closure')

export interface MainKind extends KindOfObjects {
  /** Of the class; `objects` are the largest of them. */
  readonly count: number
}

interface Kind {
  readonly objects: number[]
  bytes: number
}

/** What makes up most of what each place holds; nothing for a place where that is its own object, a long array of numbers for example. */
export function mainKinds(
  graph: HeapGraph,
  roots: Roots,
  { rootOf, seenAs, distance }: HeldNodes,
  offHeap: ReadonlyMap<number, number>,
  places: readonly Place[],
): (MainKind | undefined)[] {
  const placeOf = new Map<number, number>()
  for (const [index, place] of places.entries()) for (const root of place.roots) placeOf.set(root, index)
  const bytesOf = new Float64Array(graph.nodeCount)
  const kindsOf = places.map(() => new Map<number | string, Kind>())
  for (let node = 0; node < graph.nodeCount; node++) {
    const place = placeOf.get(rootOf[node] as number)
    if (place === undefined) continue
    const seen = seenAs[node] as number
    if (seen === roots.nodes[rootOf[node] as number]) continue
    const bytes = graph.selfBytes(node) + (offHeap.get(node) ?? 0)
    const kinds = kindsOf[place] as Map<number | string, Kind>
    const key = kindKey(graph, seen)
    const kind = kinds.get(key) ?? { objects: [], bytes: 0 }
    kinds.set(key, kind)
    kind.bytes += bytes
    if (seen === node) kind.objects.push(node)
    ;(bytesOf[seen] as number) += bytes
  }
  return places.map(({ heapBytes, offHeapBytes }, index) => {
    const kinds = [...(kindsOf[index] as Map<number | string, Kind>).values()].filter(
      ({ objects }) => objects.length > 0,
    )
    const largest = Math.max(0, ...kinds.map(({ bytes }) => bytes))
    const least = Math.max(LEAST_SHARE * (heapBytes + offHeapBytes), LEAST_OF_LARGEST * largest)
    const depth = ({ objects: [first = 0] }: Kind): number => distance[first] as number
    const [main] = kinds.filter(({ bytes }) => bytes >= least).sort((a, b) => depth(b) - depth(a) || b.bytes - a.bytes)
    if (!main) return undefined
    const className = classNameOf(graph, main.objects[0] as number)
    const objects = largestOf(main, bytesOf).map((node) => ({ node, scriptId: 0 }))
    return { className, objects, count: main.objects.length, heapBytes: main.bytes, offHeapBytes: 0 }
  })
}

/** Objects that have one class for a reader; what a string says and what a function is called makes no class. */
function kindKey(graph: HeapGraph, node: number): number | string {
  const type = graph.nodeType[node] as number
  if (STRINGS.has(type)) return 'string'
  return type === CLOSURE ? `closure ${graph.nodeName[node]}` : (graph.nodeName[node] as number)
}

function largestOf({ objects, bytes }: Kind, bytesOf: Float64Array): number[] {
  const sizeOf = (node: number): number => bytesOf[node] as number
  const sorted = [...objects].sort((a, b) => sizeOf(b) - sizeOf(a))
  let covered = 0
  const end = sorted.findIndex((node) => {
    covered += sizeOf(node)
    return covered >= COVERED_SHARE * bytes
  })
  return sorted.slice(0, Math.min(end + 1, MOST_OBJECTS))
}
