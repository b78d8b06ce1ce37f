import { type HeapGraph, nodeTypeIndex } from './heap-graph.ts'

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

const [HIDDEN, ARRAY, CODE, NATIVE, SYNTHETIC, SHAPE] = (
  ['hidden', 'array', 'code', 'native', 'synthetic', 'object shape'] as const
).map(nodeTypeIndex)

/** @returns a function that tells a node's role; each distinct name is looked at once, since there are far fewer than nodes */
export function nodeRoles(graph: HeapGraph): (node: number) => NodeRole {
  const byName = new Uint8Array(graph.strings.count)
  return (node) => {
    switch (graph.nodeType[node]) {
      case SYNTHETIC:
        return 'root'
      case CODE:
      case SHAPE:
        return 'runtime'
      case ARRAY:
        return 'part'
    }
    const name = graph.nodeName[node] as number
    let role = byName[name] as number
    if (role === 0) {
      const isOwn = graph.nodeType[node] === HIDDEN || graph.nodeType[node] === NATIVE
      role = roles.indexOf(roleOfName(graph.strings.at(name), isOwn)) + 1
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
