import { edgeNameOf, type HeapGraph, nameOf, nodeTypeIndex } from '../snapshot/heap-graph.ts'
import type { Step } from './steps.ts'

const HEADER_BYTES = 16
const SLOT_BYTES = 8
/** Counts of entries, of deleted ones and of buckets come first. */
const PREFIX_SLOTS = 3
const MOST_KEY_LENGTH = 40

/** Numbers of slots that belong together: key, value, next in the bucket; a Set has no values. */
const LAYOUTS = [
  { slots: 3, names: ['key', 'value'] },
  { slots: 2, names: ['entry'] },
] as const

/**
 * What an edge from the table of a Map or a Set leads to: V8's `OrderedHashTable` has, after its prefix, a slot for each bucket and then, for two
 * entries a bucket, the slots of the entries (src/objects/ordered-hash-table.h). Which of the two it is shows in the size.
 *
 * @returns nothing for a table of any other layout
 */
export function entryOf(graph: HeapGraph, table: number, edge: number): Pick<Step, 'kind' | 'name'> | undefined {
  const slot = Number(edgeNameOf(graph, edge))
  const slots = (graph.selfBytes(table) - HEADER_BYTES) / SLOT_BYTES
  for (const { slots: perEntry, names } of LAYOUTS) {
    const buckets = (slots - PREFIX_SLOTS) / (1 + 2 * perEntry)
    if (!Number.isInteger(buckets) || !Number.isInteger(Math.log2(buckets))) continue
    const inEntries = slot - PREFIX_SLOTS - buckets
    const kind = names[inEntries % perEntry]
    if (inEntries < 0 || kind === undefined) return undefined
    return { kind, name: kind === 'value' ? keyText(graph, table, edge, slot - 1) : '' }
  }
  return undefined
}

/** A key that is a string, which tells one of several caches in a Map from the others: slots have their edges in order. */
function keyText(graph: HeapGraph, table: number, edge: number, slot: number): string {
  const before = edge - 1
  if (before < (graph.firstEdge[table] as number) || Number(edgeNameOf(graph, before)) !== slot) return ''
  const key = graph.edgeTarget[before] as number
  return graph.nodeType[key] === STRING ? `'${nameOf(graph, key).slice(0, MOST_KEY_LENGTH)}'` : ''
}

const STRING = nodeTypeIndex('string')
