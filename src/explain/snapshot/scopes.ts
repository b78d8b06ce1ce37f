import { childNamed, edgeNameOf, edgeTypeIndex, type HeapGraph, nameOf, nodeTypeIndex } from './heap-graph.ts'
import type { NodeRole } from './node-roles.ts'

/** The variables that closures of one scope share. */
export interface Scope {
  readonly context: number
  /** Of the functions in it; `''` where there are none any more, and for V8's own. */
  readonly scriptName: string
  /** A function whose scope it is, or who is in an inner one. */
  readonly closure: number | undefined
  /** Scopes of the same code: as many as that has been entered and is still held. */
  readonly siblings: number
}

export interface Variable {
  readonly scope: Scope
  readonly edge: number
  /** What it holds. */
  readonly node: number
  /** Absent where the snapshot does not tell for certain. */
  readonly name?: string
}

const [CLOSURE, STRING, CODE] = (['closure', 'string', 'code'] as const).map(nodeTypeIndex)
const [CONTEXT, HIDDEN] = (['context', 'hidden'] as const).map(edgeTypeIndex)

export interface Scopes {
  readonly all: readonly Scope[]
  of(context: number): Scope | undefined
  variables(scope: Scope): Variable[]
}

export function findScopes(graph: HeapGraph, roleOf: (node: number) => NodeRole): Scopes {
  const closures = new Map<number, number>()
  const contexts: number[] = []
  for (let node = 0; node < graph.nodeCount; node++) {
    if (graph.nodeType[node] === CLOSURE) {
      const context = childNamed(graph, node, 'context')
      if (context !== undefined && !closures.has(context)) closures.set(context, node)
    } else if (roleOf(node) === 'context') contexts.push(node)
  }
  // A scope without a function of its own has one in an inner scope.
  for (const context of contexts) {
    const closure = closures.get(context)
    if (closure === undefined) continue
    let outer = childNamed(graph, context, 'previous')
    while (outer !== undefined && !closures.has(outer) && roleOf(outer) === 'context') {
      closures.set(outer, closure)
      outer = childNamed(graph, outer, 'previous')
    }
  }
  const infoOf = (context: number): number => childNamed(graph, context, 'scope_info') ?? -1
  const counts = new Map<number, number>()
  for (const context of contexts) counts.set(infoOf(context), (counts.get(infoOf(context)) ?? 0) + 1)
  const scopes = new Map(
    contexts.map((context) => {
      const closure = closures.get(context)
      const scriptName = closure === undefined ? '' : scriptOf(graph, closure)
      return [context, { context, closure, scriptName, siblings: counts.get(infoOf(context)) ?? 1 } satisfies Scope]
    }),
  )
  return {
    all: [...scopes.values()],
    of: (context) => scopes.get(context),
    variables: (scope) => variablesOf(graph, scope),
  }
}

/** The script that a function is written in. */
export function scriptOf(graph: HeapGraph, closure: number): string {
  const shared = childNamed(graph, closure, 'shared')
  if (shared === undefined) return ''
  const script = childNamed(graph, shared, 'script') ?? childNamed(graph, shared, 'script_or_debug_info')
  return script === undefined || graph.nodeType[script] !== CODE ? '' : nameOf(graph, script)
}

function variablesOf(graph: HeapGraph, scope: Scope): Variable[] {
  const { context } = scope
  const named: Variable[] = []
  const unnamed: { edge: number; node: number }[] = []
  for (let edge = graph.firstEdge[context] as number; edge < (graph.firstEdge[context + 1] as number); edge++) {
    const node = graph.edgeTarget[edge] as number
    if (graph.edgeType[edge] === CONTEXT) named.push({ scope, edge, node, name: String(edgeNameOf(graph, edge)) })
    else if (graph.edgeType[edge] === HIDDEN) unnamed.push({ edge, node })
  }
  if (unnamed.length === 0) return named
  const names = localNames(graph, childNamed(graph, context, 'scope_info'))
  const last = edgeNameOf(graph, (unnamed.at(-1) as { edge: number }).edge) as number
  // Small integers have no node, and are not counted in the edges' names: only where there are none is each name's place known.
  const isCertain = names.length === last + 1
  return [
    ...named,
    ...unnamed.map(({ edge, node }): Variable => {
      const name = isCertain ? names[edgeNameOf(graph, edge) as number] : ownName(graph, node, names)
      return { scope, edge, node, ...(name === undefined ? {} : { name }) }
    }),
  ]
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
