import { edgeTypeIndex, type HeapGraph, type NodeType, nodeTypeIndex, nodeTypes } from './heap-graph.ts'

/** What a node is to somebody who reads a path. V8 gives what is its own names that JavaScript does not. */
const roles = [
  /** An object, function or string of JavaScript, or a native object of Node's. */
  'visible',
  /** Holds the variables of a scope. */
  'context',
  /** Part of the object that has it: the store of an array, the table of a Map, a reaction of a promise. */
  'part',
  /** Of a WeakMap: holds values only as long as somebody else holds the keys. */
  'ephemeron table',
  /** The memory of an ArrayBuffer. */
  'store',
  /** Nothing that a reader could act upon: shapes, code, feedback. */
  'runtime',
  /** Where collections begin. */
  'root',
] as const
export type NodeRole = (typeof roles)[number]

const PARTS =
  /^system \/ (?:PromiseReaction|PromiseCapability|Cell|PropertyCell|PropertyArray|WeakCell|ArrayList|AccessorPair|AsyncGeneratorRequest|FixedArray|SourceTextModule|ScriptContextTable|.*(?:HashTable|HashMap|HashSet|Dictionary|Microtask|Task))$/

const [HIDDEN, NATIVE, ARRAY] = (['hidden', 'native', 'array'] as const).map(nodeTypeIndex)
const WEAK = edgeTypeIndex('weak')

/** As the table of a WeakMap does, whose name V8 does not tell: its first entry is a key. */
const beginsWeakly = (graph: HeapGraph, node: number): boolean => {
  const first = graph.firstEdge[node] as number
  return first < (graph.firstEdge[node + 1] as number) && graph.edgeType[first] === WEAK
}

/** The role of every node of a type. Names of strings and functions are the program's, and there may be a million of them. */
const ROLE_OF_TYPE: Partial<Record<NodeType, NodeRole>> = {
  synthetic: 'root',
  code: 'runtime',
  'object shape': 'runtime',
  string: 'visible',
  'concatenated string': 'visible',
  'sliced string': 'visible',
  number: 'visible',
  bigint: 'visible',
  symbol: 'visible',
  regexp: 'visible',
  closure: 'visible',
}
const roleOfType = nodeTypes.map((type) => ROLE_OF_TYPE[type])

/** @returns a function that tells a node's role; each distinct name is looked at once, since there are far fewer than nodes */
export function nodeRoles(graph: HeapGraph): (node: number) => NodeRole {
  const byName = new Uint8Array(graph.strings.count)
  return (node) => {
    const type = graph.nodeType[node] as number
    const known = roleOfType[type]
    if (known !== undefined) return known
    if (type === ARRAY) return beginsWeakly(graph, node) ? 'ephemeron table' : 'part'
    const name = graph.nodeName[node] as number
    let role = byName[name] as number
    if (role === 0) {
      role = roles.indexOf(roleOfName(graph.strings.at(name), type === HIDDEN || type === NATIVE)) + 1
      byName[name] = role
    }
    return roles[role - 1] as NodeRole
  }
}

function roleOfName(name: string, isRuntimeType: boolean): NodeRole {
  if (!name.startsWith('system / ')) return isRuntimeType && !name.startsWith('Node / ') ? 'runtime' : 'visible'
  if (name === 'system / JSArrayBufferData') return 'store'
  if (name === 'system / EphemeronHashTable') return 'ephemeron table'
  if (name === 'system / JSProxy') return 'visible'
  if (name === 'system / NativeContext') return 'runtime'
  if (/Context(?: |$)/.test(name) && name !== 'system / ScriptContextTable') return 'context'
  return PARTS.test(name) ? 'part' : 'runtime'
}
