import { edgeTypeIndex, type HeapGraph } from '../snapshot/heap-graph.ts'
import type { NodeRole } from '../snapshot/node-roles.ts'

/** No way for a path. */
export const BLOCKED = 255

/** How much less a reader likes a step than a property: a path may be longer to be without it. */
const PLAIN = 1
const UNNAMED = 2
const PROPERTY_COSTS = [
  ['__proto__', 6],
  ['constructor', 6],
  // The way back in the lists of Node's timers, which are rings.
  ['_idlePrev', BLOCKED],
] as const
const OUTER_SCOPE = ['previous', 3] as const
/** Of a WeakMap, from the key: somebody has to hold the map as well. */
const EPHEMERON = 3

/** What an object has that is neither a property nor an element. Every edge of the key of a WeakMap to a value has a name of its own. */
const OBJECT_PARTS = [
  'elements',
  'properties',
  'table',
  'buffer',
  'backing_store',
  'context',
  'function',
  'receiver',
  'parameters_and_registers',
  'bound_function',
  'bound_this',
  'bindings',
  'reactions_or_result',
  'active_cells',
  'value',
  'first',
  'second',
  'parent',
  'target',
  'handler',
]

/** What V8 keeps for itself, by the name of the edge; a program may have properties that are called the same. */
const RUNTIME_EDGES = [
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
]

const [PROPERTY, INTERNAL, HIDDEN, WEAK] = (['property', 'internal', 'hidden', 'weak'] as const).map(edgeTypeIndex)

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
  // Rather than a string made of each name: a dictionary has a million.
  const costsOf = (named: readonly (readonly [name: string, cost: number])[], others: number): Uint8Array => {
    const costs = new Uint8Array(graph.strings.count).fill(others)
    for (const [name, cost] of named) {
      const index = graph.strings.find(name)
      if (index >= 0) costs[index] = cost
    }
    return costs
  }
  const ofProperties = costsOf(PROPERTY_COSTS, PLAIN)
  const internals = [OUTER_SCOPE, ...RUNTIME_EDGES.map((name) => [name, BLOCKED] as const)]
  const ofParts = costsOf(internals, PLAIN)
  const ofObjects = costsOf([...internals, ...OBJECT_PARTS.map((name) => [name, PLAIN] as const)], EPHEMERON)
  return (edge, from) => {
    const type = graph.edgeType[edge]
    if (type === WEAK) return BLOCKED
    const to = roleOf(graph.edgeTarget[edge] as number)
    if (to === 'runtime' || to === 'root' || to === 'store') return BLOCKED
    if (from === 'ephemeron table') return BLOCKED
    if (type === HIDDEN) return UNNAMED
    if (type === PROPERTY) return ofProperties[graph.edgeName[edge] as number] as number
    if (type === INTERNAL) return (from === 'visible' ? ofObjects : ofParts)[graph.edgeName[edge] as number] as number
    return PLAIN
  }
}
