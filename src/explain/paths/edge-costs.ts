import { edgeTypeIndex, type HeapGraph } from '../snapshot/heap-graph.ts'
import type { NodeRole } from '../snapshot/node-roles.ts'

/** No way for a path. */
export const BLOCKED = 255
export const MOST_EDGE_COST = 8

/** How much less a reader likes a step than a property: a path may be longer to be without it. */
const PLAIN = 1
const PROTOTYPE = 6
const OUTER_SCOPE = 3
const UNNAMED = 2

/** What V8 keeps for itself, by the name of the edge. */
const RUNTIME_EDGES = new Set([
  'map',
  'code',
  'shared',
  'script',
  'script_or_debug_info',
  'feedback_cell',
  'scope_info',
  'initial_map',
  'native_context',
  'global_object',
  'dependent_code',
  'transitions',
  'descriptors',
  'prototype_info',
  'name_or_scope_info',
  'function_data',
  'trusted_function_data',
  'raw_outer_scope_info_or_feedback_metadata',
  'function_template_info',
  // The way back in the lists of Node's timers, which are rings.
  '_idlePrev',
])

const [PROPERTY, INTERNAL, HIDDEN, WEAK, SHORTCUT] = (
  ['property', 'internal', 'hidden', 'weak', 'shortcut'] as const
).map(edgeTypeIndex)

/**
 * What a step over an edge costs in the search for the path that reads best.
 *
 * Weak references are no way, nor is what V8 keeps for itself. The table of a WeakMap holds a value only while somebody else
 * holds the key: V8's snapshots have, for that, an edge from the key to the value.
 */
export function edgeCosts(
  graph: HeapGraph,
  roleOf: (node: number) => NodeRole,
): (edge: number, from: NodeRole) => number {
  const byName = new Uint8Array(graph.strings.count)
  const namedCost = (name: number): number => {
    const known = byName[name] as number
    if (known > 0) return known
    const text = graph.strings.at(name)
    const cost = RUNTIME_EDGES.has(text) ? BLOCKED : costOfName(text)
    byName[name] = cost
    return cost
  }
  return (edge, from) => {
    const type = graph.edgeType[edge]
    if (type === WEAK) return BLOCKED
    const to = roleOf(graph.edgeTarget[edge] as number)
    if (to === 'runtime' || to === 'root' || to === 'store') return BLOCKED
    if (from === 'ephemeron table') return BLOCKED
    if (type === HIDDEN) return UNNAMED
    if (type === INTERNAL || type === PROPERTY || type === SHORTCUT) return namedCost(graph.edgeName[edge] as number)
    return PLAIN
  }
}

function costOfName(name: string): number {
  if (name === '__proto__' || name === 'constructor') return PROTOTYPE
  return name === 'previous' ? OUTER_SCOPE : PLAIN
}
