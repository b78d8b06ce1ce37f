import type { StringTable } from './string-table.ts'

/** What an object is, in V8's words. */
export const nodeTypes = [
  'hidden',
  'array',
  'string',
  'object',
  'code',
  'closure',
  'regexp',
  'number',
  'native',
  'synthetic',
  'concatenated string',
  'sliced string',
  'symbol',
  'bigint',
  'object shape',
  'wasm object',
] as const
export type NodeType = (typeof nodeTypes)[number]

export const edgeTypes = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'] as const
export type EdgeType = (typeof edgeTypes)[number]

/** Where a function is. */
export interface TraceFunction {
  readonly functionName: string
  readonly scriptName: string
  readonly scriptId: number
  /** 1-based; 0 when unknown. */
  readonly line: number
  /** 1-based; 0 when unknown. */
  readonly column: number
}

/**
 * A heap snapshot in typed arrays: 25 bytes a node and 9 an edge, all of it outside of the heap. Nodes and edges are numbers,
 * their places in these arrays.
 */
export interface HeapGraph {
  readonly nodeCount: number
  readonly edgeCount: number
  /** Index in `nodeTypes`. */
  readonly nodeType: Uint8Array
  /** Index in `strings`. */
  readonly nodeName: Uint32Array
  /** As the inspector knows an object while it watches. */
  readonly nodeId: Uint32Array
  selfBytes(node: number): number
  /** Edges of node n are those from `firstEdge[n]` up to `firstEdge[n + 1]`. */
  readonly firstEdge: Uint32Array
  /** The stack that made the object, 0 if nobody watched then. */
  readonly traceNode: Uint32Array
  readonly edgeTarget: Uint32Array
  /** Index in `edgeTypes`. */
  readonly edgeType: Uint8Array
  /** Index in `strings`, or a number where the edge is an element or hidden. */
  readonly edgeName: Uint32Array
  readonly strings: StringTable
  readonly traces: TraceTree
  /** Of functions, and of objects whose constructor is one: where that is. */
  locationOf(node: number): Location | undefined
}

/** Stacks, each as its leaf and the stack below it. */
export interface TraceTree {
  /** By trace node; 0 is no stack. */
  readonly parent: Uint32Array
  /** By trace node; index in `functions`. */
  readonly functionOf: Uint32Array
  readonly functions: readonly TraceFunction[]
}

/** Where a function starts, or the constructor of an object. */
export interface Location {
  readonly scriptId: number
  /** 1-based. */
  readonly line: number
  /** 1-based. */
  readonly column: number
}

const typeIndex = new Map<string, number>([...nodeTypes].map((type, index) => [type, index]))
export const nodeTypeIndex = (type: NodeType): number => typeIndex.get(type) as number

const edgeIndex = new Map<string, number>([...edgeTypes].map((type, index) => [type, index]))
export const edgeTypeIndex = (type: EdgeType): number => edgeIndex.get(type) as number

export const nameOf = (graph: HeapGraph, node: number): string => graph.strings.at(graph.nodeName[node] as number)

const [ELEMENT, HIDDEN] = [edgeTypeIndex('element'), edgeTypeIndex('hidden')]

/** An element's and a hidden edge's name is a number. */
export function edgeNameOf(graph: HeapGraph, edge: number): string | number {
  const type = graph.edgeType[edge]
  const name = graph.edgeName[edge] as number
  return type === ELEMENT || type === HIDDEN ? name : graph.strings.at(name)
}

/** The first edge of this name, as the node it leads to. Compares numbers: a string that is made here is recorded as well. */
export function childNamed(graph: HeapGraph, node: number, wanted: string): number | undefined {
  const name = graph.strings.find(wanted)
  const end = graph.firstEdge[node + 1] as number
  for (let edge = graph.firstEdge[node] as number; edge < end; edge++) {
    if (graph.edgeName[edge] !== name) continue
    const type = graph.edgeType[edge]
    if (type !== ELEMENT && type !== HIDDEN) return graph.edgeTarget[edge] as number
  }
  return undefined
}

/** The node that the hidden edge of this number leads to. */
export function hiddenChild(graph: HeapGraph, node: number, index: number): number | undefined {
  const end = graph.firstEdge[node + 1] as number
  for (let edge = graph.firstEdge[node] as number; edge < end; edge++) {
    if (graph.edgeType[edge] === HIDDEN && graph.edgeName[edge] === index) return graph.edgeTarget[edge] as number
  }
  return undefined
}
