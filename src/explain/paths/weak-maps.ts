import { childNamed, edgeNameOf, edgeTypeIndex, type HeapGraph, nodeTypeIndex } from '../snapshot/heap-graph.ts'
import type { Scopes } from '../snapshot/scopes.ts'

const OBJECT = nodeTypeIndex('object')
const [CONTEXT, PROPERTY, HIDDEN] = (['context', 'property', 'hidden'] as const).map(edgeTypeIndex)

/** The number of the table that an edge from a key to its value names: `… pair in WeakMap (table @791207)`. */
export const tableIdIn = (edgeName: string): number => Number(/\(table @(\d+)\)/.exec(edgeName)?.[1] ?? 0)

/**
 * What the WeakMap with this table is called where it is kept: the name of a variable or a property.
 *
 * A walk through the whole snapshot: for paths that are printed.
 */
export function weakMapName(graph: HeapGraph, scopes: Scopes, tableId: number): string | undefined {
  const map = mapWithTable(graph, tableId)
  if (map === undefined) return undefined
  for (let node = 0; node < graph.nodeCount; node++) {
    for (let edge = graph.firstEdge[node] as number; edge < (graph.firstEdge[node + 1] as number); edge++) {
      if (graph.edgeTarget[edge] !== map) continue
      const type = graph.edgeType[edge]
      const name =
        type === CONTEXT || type === PROPERTY
          ? String(edgeNameOf(graph, edge))
          : type === HIDDEN
            ? scopes.nameOfVariable(node, edge)
            : undefined
      if (name !== undefined) return name
    }
  }
  return undefined
}

function mapWithTable(graph: HeapGraph, tableId: number): number | undefined {
  for (let node = 0; node < graph.nodeCount; node++) {
    if (graph.nodeType[node] !== OBJECT) continue
    const table = childNamed(graph, node, 'table')
    if (table !== undefined && graph.nodeId[table] === tableId) return node
  }
  return undefined
}
