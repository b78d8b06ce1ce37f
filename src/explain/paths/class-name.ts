import { type HeapGraph, nameOf, nodeTypes } from '../snapshot/heap-graph.ts'

/** What an object is called in a report; never by a name of V8's own. */
export function classNameOf(graph: HeapGraph, node: number): string {
  const name = nameOf(graph, node)
  switch (nodeTypes[graph.nodeType[node] as number]) {
    case 'closure':
      return name === '' ? 'closure' : `closure ${name}`
    case 'string':
    case 'concatenated string':
    case 'sliced string':
      return 'string'
    case 'regexp':
      return 'RegExp'
    case 'number':
    case 'bigint':
      return nodeTypes[graph.nodeType[node] as number] as string
    case 'symbol':
      return 'symbol'
    case 'array':
      return name === '(object elements)' ? 'elements' : 'table'
    default:
      return objectName(name)
  }
}

function objectName(name: string): string {
  if (name === 'system / JSProxy') return 'Proxy'
  if (/^system \/ .*Context/.test(name)) return 'captured variables'
  if (name === 'system / PromiseReaction') return 'promise reaction'
  if (name.startsWith('system / ')) return 'internal'
  // `Window / http://…`, of a global object.
  return name.replace(/^Node \/ /, 'native ').replace(/ \/ .*$/, '')
}
