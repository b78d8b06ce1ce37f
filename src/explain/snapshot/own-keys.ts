import { childNamed, edgeNameOf, edgeTypeIndex, type HeapGraph, nameOf, nodeTypeIndex } from './heap-graph.ts'

const [PROPERTY, INTERNAL] = (['property', 'internal'] as const).map(edgeTypeIndex)
const STRING = nodeTypeIndex('string')

/** Of an object without properties (map, properties, elements), and of a property in it. */
const HEADER_BYTES = 24
const SLOT_BYTES = 8

/**
 * Names of an object's own properties, in their order. A property whose value is a small integer has no edge in a snapshot, so the
 * names are taken from the object's shape: of the properties that objects of this shape may still get, as many as fit into it.
 */
export function ownKeys(graph: HeapGraph, node: number): string[] {
  const declared = shapeKeys(graph, node)
  const slots = (graph.selfBytes(node) - HEADER_BYTES) / SLOT_BYTES
  const keys =
    declared.length > slots && childNamed(graph, node, 'properties') === undefined ? declared.slice(0, slots) : declared
  return keys.length > 0 ? keys : propertyKeys(graph, node)
}

/** Those, and whatever else the object may have: for whoever must not overlook one. */
export const possibleKeys = (graph: HeapGraph, node: number): string[] => [
  ...new Set([...shapeKeys(graph, node), ...propertyKeys(graph, node)]),
]

function shapeKeys(graph: HeapGraph, node: number): string[] {
  const shape = childNamed(graph, node, 'map')
  const descriptors = shape === undefined ? undefined : childNamed(graph, shape, 'descriptors')
  if (descriptors === undefined) return []
  const keys: string[] = []
  for (let edge = graph.firstEdge[descriptors] as number; edge < (graph.firstEdge[descriptors + 1] as number); edge++) {
    const target = graph.edgeTarget[edge] as number
    // A key, its details and its value, one descriptor after the other.
    const isKey = graph.edgeType[edge] === INTERNAL && Number(edgeNameOf(graph, edge)) % 3 === 0
    if (isKey && graph.nodeType[target] === STRING) keys.push(nameOf(graph, target))
  }
  return keys
}

function propertyKeys(graph: HeapGraph, node: number): string[] {
  const keys: string[] = []
  for (let edge = graph.firstEdge[node] as number; edge < (graph.firstEdge[node + 1] as number); edge++) {
    if (graph.edgeType[edge] !== PROPERTY) continue
    const key = String(edgeNameOf(graph, edge))
    if (key !== '__proto__') keys.push(key)
  }
  return keys
}
