import {
  childNamed,
  edgeNameOf,
  edgeTypeIndex,
  type HeapGraph,
  hiddenChild,
  nameOf,
  nodeTypeIndex,
} from './heap-graph.ts'
import type { NodeRole } from './node-roles.ts'

/** The variables that closures share. A scope is the node of its context. */
export interface Scopes {
  readonly contexts: Uint32Array
  /** A function that has captured the scope, or one in it; 0 if there is none any more. */
  closureOf(context: number): number
  /** Scopes of the same code: as many as that has been entered and is still held. */
  siblingsOf(context: number): number
  /** Whether it is the scope of a whole module, not of a function in it. */
  isOfModule(context: number): boolean
  /** The node of the script, 0 where there is none, as for V8's own functions. */
  scriptOf(context: number): number
  /** The name of the variable that an edge of a context is; nothing where the snapshot does not tell for certain. */
  nameOfVariable(context: number, edge: number): string | undefined
}

const [CLOSURE, STRING, CODE] = (['closure', 'string', 'code'] as const).map(nodeTypeIndex)
const [CONTEXT, HIDDEN] = (['context', 'hidden'] as const).map(edgeTypeIndex) as [number, number]

/** Whether an edge of a context holds a variable. */
export const isVariable = (graph: HeapGraph, edge: number): boolean =>
  graph.edgeType[edge] === CONTEXT || graph.edgeType[edge] === HIDDEN

export function findScopes(graph: HeapGraph, roleOf: (node: number) => NodeRole): Scopes {
  const closures = new Uint32Array(graph.nodeCount)
  const entered = new Uint32Array(graph.nodeCount)
  const infoOf = (context: number): number => childNamed(graph, context, 'scope_info') ?? 0
  let count = 0
  for (let node = 0; node < graph.nodeCount; node++) {
    if (graph.nodeType[node] === CLOSURE) {
      const context = childNamed(graph, node, 'context')
      if (context !== undefined && closures[context] === 0) closures[context] = node
    } else if (roleOf(node) === 'context') {
      count++
      ;(entered[infoOf(node)] as number)++
    }
  }
  const contexts = new Uint32Array(count)
  for (let node = 0; count > 0 && node < graph.nodeCount; node++) {
    if (roleOf(node) === 'context') contexts[contexts.length - count--] = node
  }
  // A scope without a function of its own has one in an inner scope.
  for (const context of contexts) {
    if (closures[context] === 0) continue
    let outer = childNamed(graph, context, 'previous')
    while (outer !== undefined && closures[outer] === 0 && roleOf(outer) === 'context') {
      closures[outer] = closures[context] as number
      outer = childNamed(graph, outer, 'previous')
    }
  }
  return {
    contexts,
    closureOf: (context) => closures[context] as number,
    siblingsOf: (context) => entered[infoOf(context)] as number,
    isOfModule: (context) => isOfModule(graph, roleOf, context),
    scriptOf: (context) => (closures[context] === 0 ? 0 : scriptOf(graph, closures[context] as number)),
    nameOfVariable: (context, edge) => nameOfVariable(graph, context, edge),
  }
}

/**
 * A module's scope is in no other, or in that of the function which wraps it: Vite's wrapper has a block, whose variables have hidden
 * edges, for what the module declares.
 */
function isOfModule(graph: HeapGraph, roleOf: (node: number) => NodeRole, context: number): boolean {
  const outerOf = (inner: number): number | undefined => {
    const outer = childNamed(graph, inner, 'previous')
    return outer !== undefined && roleOf(outer) === 'context' ? outer : undefined
  }
  const outer = outerOf(context)
  if (outer === undefined) return true
  const isBlock = graph.edgeType.subarray(graph.firstEdge[context], graph.firstEdge[context + 1]).includes(HIDDEN)
  return isBlock && outerOf(outer) === undefined
}

/** The script that a function is written in; 0 for V8's own. */
export function scriptOf(graph: HeapGraph, closure: number): number {
  const shared = childNamed(graph, closure, 'shared')
  if (shared === undefined) return 0
  const found = childNamed(graph, shared, 'script') ?? childNamed(graph, shared, 'script_or_debug_info')
  const script = found !== undefined && nameOf(graph, found) === DEBUG_INFO ? hiddenChild(graph, found, 1) : found
  return script === undefined || graph.nodeType[script] !== CODE ? 0 : script
}

/** On Node 20 a function has its script by way of this while V8 takes coverage. */
const DEBUG_INFO = 'system / DebugInfo'

export const scriptName = (graph: HeapGraph, script: number): string => (script === 0 ? '' : nameOf(graph, script))

function nameOfVariable(graph: HeapGraph, context: number, edge: number): string | undefined {
  if (graph.edgeType[edge] === CONTEXT) return String(edgeNameOf(graph, edge))
  const names = localNames(graph, childNamed(graph, context, 'scope_info'))
  let last = -1
  for (let each = graph.firstEdge[context] as number; each < (graph.firstEdge[context + 1] as number); each++) {
    if (graph.edgeType[each] === HIDDEN) last = edgeNameOf(graph, each) as number
  }
  // Small integers have no node and are not counted in the edges' names: only where there are none is each name's place known.
  if (names.length === last + 1) return names[edgeNameOf(graph, edge) as number]
  return ownName(graph, graph.edgeTarget[edge] as number, names)
}

/** Names of a block's variables, in order; none where V8 keeps them in a table because there are more than 75. */
function localNames(graph: HeapGraph, info: number | undefined): string[] {
  if (info === undefined) return []
  const names: string[] = []
  for (let edge = graph.firstEdge[info] as number; edge < (graph.firstEdge[info + 1] as number); edge++) {
    if (graph.edgeType[edge] !== HIDDEN) continue
    const node = graph.edgeTarget[edge] as number
    if (graph.nodeType[node] !== STRING) break
    names[edgeNameOf(graph, edge) as number] = nameOf(graph, node)
  }
  return names
}

/** A function or a class is called as its variable, where it was declared. */
function ownName(graph: HeapGraph, node: number, names: readonly string[]): string | undefined {
  if (graph.nodeType[node] !== CLOSURE) return undefined
  const name = nameOf(graph, node)
  return names.includes(name) ? name : undefined
}
