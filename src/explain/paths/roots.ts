import type { Origin } from '../../profile/origin.ts'
import { childNamed, edgeNameOf, edgeTypeIndex, type HeapGraph, nameOf } from '../snapshot/heap-graph.ts'
import type { NodeRole } from '../snapshot/node-roles.ts'
import type { Scope, Scopes, Variable } from '../snapshot/scopes.ts'

/** Where a path may begin, in the order in which a reader would rather have them. */
export type RootKind = 'variable' | 'export' | 'global' | 'microtask' | 'handle' | 'native' | 'stack' | 'runtime'

export interface Root {
  readonly kind: RootKind
  /** What it holds. */
  readonly node: number
  /** How much longer a path from elsewhere may be and still be the better one. */
  readonly cost: number
  readonly origin: Origin
  /** Of a global, an export; V8's own name of a root that has no other. Of a variable only if the snapshot tells. */
  readonly name?: string
  readonly variable?: Variable
  readonly scriptName?: string
}

const VARIABLE_COSTS: Readonly<Record<Exclude<Origin, 'own'>, number>> = {
  project: 0,
  dependency: 2,
  node: 7,
  builtin: 12,
  runner: 24,
}
const GLOBAL_COST = 1

const GC_ROOTS: Readonly<Record<string, { readonly kind: RootKind; readonly cost: number }>> = {
  '(Micro tasks)': { kind: 'microtask', cost: 6 },
  '(Global handles)': { kind: 'handle', cost: 9 },
  '(Traced handles)': { kind: 'handle', cost: 9 },
  'C++ Persistent roots': { kind: 'native', cost: 10 },
  'C++ roots': { kind: 'native', cost: 10 },
  '(Eternal handles)': { kind: 'native', cost: 12 },
  '(Stack roots)': { kind: 'stack', cost: 40 },
  '(Handle scope)': { kind: 'stack', cost: 42 },
}
/** A handle or a request that is under way: a socket, a pipe, a file being read. */
const NODE_ROOT = { kind: 'handle', cost: 9 } as const
const OTHER_ROOT = { kind: 'runtime', cost: 48 } as const

/** So many scopes of the same code are no place where something is kept, but things that are kept. */
const MOST_SIBLINGS = 16

/** `vi.fn()` keeps its records in a scope of its own, which a path must go through to come to the variable that holds the mock. */
const MOCKS = /\/node_modules\/(?:@vitest\/spy|tinyspy|jest-mock|vitest\/dist\/chunks\/spy)\b/

export interface Roots {
  readonly roots: readonly Root[]
  /** Scopes whose variables are roots, and global objects: a path does not go through them but begins there. */
  isBarred(node: number): boolean
}

/**
 * All roots that a path may begin at: variables of scopes that were there before the calls, properties of global objects, and where
 * collections begin.
 *
 * What this package holds is no root: it lets go when the assertion is over.
 *
 * @param originOf whose code a script is
 */
export function findRoots(
  graph: HeapGraph,
  scopes: Scopes,
  roleOf: (node: number) => NodeRole,
  originOf: (scriptName: string) => Origin,
): Roots {
  const roots: Root[] = []
  const barred = new Uint8Array(graph.nodeCount)
  for (const scope of scopes.all) {
    if (!isPlace(graph, scope)) continue
    barred[scope.context] = 1
    const origin = originOf(scope.scriptName)
    if (origin === 'own') continue
    const { scriptName } = scope
    const common = { origin, cost: VARIABLE_COSTS[origin], scriptName }
    for (const variable of scopes.variables(scope)) {
      roots.push({
        ...common,
        kind: 'variable',
        node: variable.node,
        variable,
        ...(variable.name !== undefined && { name: variable.name }),
      })
    }
    for (const { name, node } of exportsOf(graph, scope)) roots.push({ ...common, kind: 'export', node, name })
  }
  for (const global of globalObjects(graph)) {
    barred[global] = 1
    for (const { name, node } of propertiesOf(graph, global)) {
      if (name !== '__proto__') roots.push({ kind: 'global', node, name, cost: GLOBAL_COST, origin: 'node' })
    }
  }
  return { roots: [...roots, ...collectionRoots(graph, roleOf)], isBarred: (node) => barred[node] === 1 }
}

/** Whether a scope was there before the calls, and is one of few. */
const isPlace = (graph: HeapGraph, { context, scriptName, siblings }: Scope): boolean =>
  graph.traceNode[context] === 0 &&
  scriptName !== '' &&
  siblings <= MOST_SIBLINGS &&
  !MOCKS.test(scriptName.replaceAll('\\', '/'))

const [PROPERTY, SHORTCUT, WEAK] = (['property', 'shortcut', 'weak'] as const).map(edgeTypeIndex)

function* edgesOf(graph: HeapGraph, node: number): Iterable<number> {
  for (let edge = graph.firstEdge[node] as number; edge < (graph.firstEdge[node + 1] as number); edge++) yield edge
}

function* propertiesOf(graph: HeapGraph, node: number): Iterable<{ name: string; node: number }> {
  for (const edge of edgesOf(graph, node)) {
    if (graph.edgeType[edge] !== PROPERTY) continue
    yield { name: String(edgeNameOf(graph, edge)), node: graph.edgeTarget[edge] as number }
  }
}

/** What Node's own loader keeps of a module's exports: a table of names and cells, one after the other. */
function* exportsOf(graph: HeapGraph, { context }: Scope): Iterable<{ name: string; node: number }> {
  const module = childNamed(graph, context, 'extension')
  if (module === undefined || nameOf(graph, module) !== 'system / SourceTextModule') return
  for (const edge of edgesOf(graph, module)) {
    const table = graph.edgeTarget[edge] as number
    if (nameOf(graph, table) !== '') continue
    const byIndex = new Map(
      [...edgesOf(graph, table)].map((each) => [Number(edgeNameOf(graph, each)), graph.edgeTarget[each] as number]),
    )
    for (const [index, cell] of byIndex) {
      const name = byIndex.get(index - 1)
      if (name === undefined || nameOf(graph, cell) !== 'system / Cell') continue
      const node = childNamed(graph, cell, 'value')
      if (node !== undefined) yield { name: nameOf(graph, name), node }
    }
  }
}

/** The first node is the root of all, with a shortcut to each global object. */
function globalObjects(graph: HeapGraph): number[] {
  return [...edgesOf(graph, 0)]
    .filter((edge) => graph.edgeType[edge] === SHORTCUT)
    .map((edge) => graph.edgeTarget[edge] as number)
}

function* collectionRoots(graph: HeapGraph, roleOf: (node: number) => NodeRole): Iterable<Root> {
  const categories = [...edgesOf(graph, 0)].flatMap((edge) => {
    const node = graph.edgeTarget[edge] as number
    if (graph.edgeType[edge] === SHORTCUT) return []
    return nameOf(graph, node) === '(GC roots)'
      ? [...edgesOf(graph, node)].map((each) => graph.edgeTarget[each] as number)
      : [node]
  })
  for (const category of categories) {
    const name = nameOf(graph, category)
    const { kind, cost } = GC_ROOTS[name] ?? (name.startsWith('Node / ') ? NODE_ROOT : OTHER_ROOT)
    for (const edge of edgesOf(graph, category)) {
      const node = graph.edgeTarget[edge] as number
      const role = roleOf(node)
      if (graph.edgeType[edge] === WEAK || role === 'runtime' || role === 'root') continue
      yield { kind, node, cost, name, origin: 'node' }
    }
  }
}
