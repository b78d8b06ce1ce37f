import {
  type EdgeType,
  edgeTypes,
  type HeapGraph,
  type NodeType,
  nodeTypes,
} from '../../src/explain/snapshot/heap-graph.ts'
import { readSnapshot } from '../../src/explain/snapshot/read-snapshot.ts'
import { textSource } from './text-source.ts'

/** `[type, name, to]`: a reference, to a node by its key. */
export type EdgeGiven = readonly [type: EdgeType, name: string | number, to: string]

export interface NodeGiven {
  readonly type?: NodeType
  /** The key, if there is none. */
  readonly name?: string
  readonly bytes?: number
  /** Made by this function of the project while allocations were tracked. */
  readonly madeBy?: string
  readonly edges?: readonly EdgeGiven[]
}

const NODE_FIELDS = ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness']
const FUNCTION_FIELDS = ['function_id', 'name', 'script_name', 'script_id', 'line', 'column']
const LOCATION_FIELDS = ['object_index', 'script_id', 'line', 'column']

export const PLANTED_IN = 'file:///project/src/planted.ts'

/** A snapshot as V8 writes one, of these nodes; the first is the root of all. */
export function snapshotOf(nodes: Readonly<Record<string, NodeGiven>>) {
  const keys = Object.keys(nodes)
  const strings: string[] = []
  const text = (string: string): number => {
    if (!strings.includes(string)) strings.push(string)
    return strings.indexOf(string)
  }
  const makers = [...new Set(Object.values(nodes).flatMap(({ madeBy }) => madeBy ?? []))]
  const given = keys.map((key) => ({ name: key, ...nodes[key] }))
  const edges = given.flatMap((node) => node.edges ?? [])
  const indexOf = (key: string): number => {
    if (!keys.includes(key)) throw new Error(`no node ${key}`)
    return keys.indexOf(key)
  }
  return {
    snapshot: {
      meta: {
        node_fields: NODE_FIELDS,
        node_types: [nodeTypes, 'string', 'number', 'number', 'number', 'number', 'number'],
        edge_fields: ['type', 'name_or_index', 'to_node'],
        edge_types: [edgeTypes, 'string_or_number', 'node'],
        trace_function_info_fields: FUNCTION_FIELDS,
        trace_node_fields: ['id', 'function_info_index', 'count', 'size', 'children'],
        location_fields: LOCATION_FIELDS,
      },
      node_count: keys.length,
      edge_count: edges.length,
      trace_function_count: makers.length + 1,
    },
    nodes: given.flatMap(({ type = 'object', name, bytes = 16, madeBy, edges: own = [] }, index) => [
      nodeTypes.indexOf(type),
      text(name),
      2 * index + 1,
      bytes,
      own.length,
      // The first trace node is the root.
      madeBy === undefined ? 0 : makers.indexOf(madeBy) + 2,
      0,
    ]),
    edges: edges.flatMap(([type, name, to]) => [
      edgeTypes.indexOf(type),
      typeof name === 'number' ? name : text(name),
      indexOf(to) * NODE_FIELDS.length,
    ]),
    trace_function_infos: [
      ...[0, text('(root)'), text(''), 0, 0, 0],
      ...makers.flatMap((maker, index) => [index + 1, text(maker), text(PLANTED_IN), 7, 10 * (index + 1), 3]),
    ],
    trace_tree: [1, 0, 0, 0, makers.flatMap((_, index) => [index + 2, index + 1, 1, 16, []])],
    samples: [],
    locations: [] as number[],
    strings,
  }
}

export const graphOf = (nodes: Readonly<Record<string, NodeGiven>>): HeapGraph =>
  readSnapshot(textSource(JSON.stringify(snapshotOf(nodes))))

/** A module of the project, with the variables of its scope. */
export function module(
  script: string,
  variables: readonly EdgeGiven[],
  key = script,
): Readonly<Record<string, NodeGiven>> {
  return {
    [`${key} function`]: {
      type: 'closure',
      name: 'f',
      edges: [
        ['internal', 'context', `${key} scope`],
        ['internal', 'shared', `${key} shared`],
      ],
    },
    [`${key} shared`]: { type: 'code', name: 'f', edges: [['internal', 'script', `${key} script`]] },
    [`${key} script`]: { type: 'code', name: script },
    [`${key} scope`]: {
      name: 'system / Context',
      edges: [['internal', 'scope_info', `${key} scope info`], ...variables],
    },
    [`${key} scope info`]: { type: 'code', name: 'system / ScopeInfo' },
  }
}
