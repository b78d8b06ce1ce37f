import { isMockFile, type Origin } from '../../profile/origin.ts'
import { childNamed, edgeNameOf, edgeTypeIndex, type HeapGraph, nameOf, nodeTypeIndex } from '../snapshot/heap-graph.ts'
import type { NodeRole } from '../snapshot/node-roles.ts'
import { isVariable, type Scopes, scriptName } from '../snapshot/scopes.ts'
import { rootTable } from './root-table.ts'

/** Where a path may begin. */
export const rootKinds = ['variable', 'export', 'global', 'microtask', 'handle', 'native', 'stack', 'runtime'] as const
export type RootKind = (typeof rootKinds)[number]

export interface Root {
  readonly kind: RootKind
  /** What it holds. */
  readonly node: number
  readonly origin: Origin
  /** Of a variable, an export, a global; V8's own name of a root that has no other. `''` where the snapshot does not tell. */
  readonly name: string
  /** Of a variable or an export, `''` of others. */
  readonly scriptName: string
  /** Where the name of a variable is not in the snapshot: a function that has captured it. */
  readonly capturedBy?: number
}

/** How much longer a path from elsewhere may be and still be the better one. */
const VARIABLE_COSTS: Readonly<Record<Exclude<Origin, 'own'>, number>> = {
  project: 0,
  dependency: 2,
  node: 7,
  builtin: 12,
  runner: 24,
}
/** Of a variable of a function, where nobody knows whether its scope was there before: a path from elsewhere says who holds that. */
const FUNCTION_VARIABLE_COST = 20
const GLOBAL_COST = 1

interface CollectionRoot {
  readonly kind: RootKind
  readonly cost: number
}

const GC_ROOTS: Readonly<Record<string, CollectionRoot>> = {
  '(Micro tasks)': { kind: 'microtask', cost: 6 },
  '(Global handles)': { kind: 'handle', cost: 9 },
  '(Traced handles)': { kind: 'handle', cost: 9 },
  'C++ roots': { kind: 'native', cost: 10 },
  'C++ Persistent roots': { kind: 'native', cost: 10 },
  '(Eternal handles)': { kind: 'native', cost: 12 },
  '(Stack roots)': { kind: 'stack', cost: 40 },
  '(Handle scope)': { kind: 'stack', cost: 42 },
}
/** A handle or a request that is under way: a socket, a pipe, a file being read. */
const NODE_ROOT: CollectionRoot = { kind: 'handle', cost: 9 }
/** V8 lets go of a string in it that nobody else has, and the snapshot does not tell. */
const STRING_TABLE = '(Internalized strings)'
const OTHER_ROOT: CollectionRoot = { kind: 'runtime', cost: 48 }

/** So many scopes of the same code are no place where something is kept, but things that are kept. */
const MOST_SIBLINGS = 16

export interface Roots {
  readonly count: number
  /** By the number of the root: what it holds. */
  readonly nodes: Uint32Array
  readonly costs: Uint8Array
  describe(root: number): Root
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
 * @param areScopesOld whether a scope that was not traced is older than what is looked for; default: yes
 */
export function findRoots(
  graph: HeapGraph,
  scopes: Scopes,
  roleOf: (node: number) => NodeRole,
  originOf: (scriptName: string) => Origin,
  { areScopesOld = true }: { readonly areScopesOld?: boolean } = {},
): Roots {
  const table = rootTable()
  const barred = new Uint8Array(graph.nodeCount)
  const origins = new Map<number, Origin | 'mock'>()
  // `vi.fn()` keeps its records in a scope of its own, which a path must go through to come to the variable that holds the mock.
  const originOfScript = (script: number): Origin | 'mock' => {
    let origin = origins.get(script)
    if (origin === undefined) {
      const name = scriptName(graph, script)
      origin = isMockFile(name) ? 'mock' : originOf(name)
      origins.set(script, origin)
    }
    return origin
  }
  for (const context of scopes.contexts) {
    // One that was there before the calls, and is one of few.
    if (graph.traceNode[context] !== 0 || scopes.siblingsOf(context) > MOST_SIBLINGS) continue
    const script = scopes.scriptOf(context)
    const origin = script === 0 ? 'mock' : originOfScript(script)
    if (origin === 'mock') continue
    const isUsers = origin === 'project' || origin === 'dependency'
    const isBarrier = areScopesOld || !isUsers || scopes.isOfModule(context)
    if (isBarrier) barred[context] = 1
    if (origin === 'own') continue
    const cost = isBarrier ? VARIABLE_COSTS[origin] : FUNCTION_VARIABLE_COST
    eachEdge(graph, context, (edge) => {
      if (isVariable(graph, edge)) table.add('variable', graph.edgeTarget[edge] as number, cost, context, edge)
    })
    eachExport(graph, context, (node, name) => table.add('export', node, cost, context, name))
  }
  eachEdge(graph, TOP, (shortcut) => {
    if (graph.edgeType[shortcut] !== SHORTCUT) return
    const global = globalOf(graph, graph.edgeTarget[shortcut] as number)
    barred[global] = 1
    eachEdge(graph, global, (edge) => {
      if (graph.edgeType[edge] !== PROPERTY || isOfNobody(String(edgeNameOf(graph, edge)))) return
      table.add('global', graph.edgeTarget[edge] as number, GLOBAL_COST, global, edge)
    })
  })
  eachCategory(graph, (category) => {
    const name = nameOf(graph, category)
    if (name === STRING_TABLE) return
    const { kind, cost } = GC_ROOTS[name] ?? (name.startsWith('Node / ') ? NODE_ROOT : OTHER_ROOT)
    eachEdge(graph, category, (edge) => {
      const node = graph.edgeTarget[edge] as number
      const role = roleOf(node)
      if (graph.edgeType[edge] !== WEAK && role !== 'runtime' && role !== 'root')
        table.add(kind, node, cost, category, edge)
    })
  })
  const { count, nodes, costs, entry } = table.done()
  const describe = (root: number): Root => {
    const { kind, holder, detail } = entry(root)
    const common = { kind, node: nodes[root] as number, scriptName: '', origin: 'node' as Origin }
    if (kind === 'global') return { ...common, name: String(edgeNameOf(graph, detail)) }
    if (kind !== 'variable' && kind !== 'export') return { ...common, name: nameOf(graph, holder) }
    const script = scopes.scriptOf(holder)
    const named = { ...common, scriptName: scriptName(graph, script), origin: originOfScript(script) as Origin }
    if (kind === 'export') return { ...named, name: nameOf(graph, detail) }
    const name = scopes.nameOfVariable(holder, detail)
    return name === undefined ? { ...named, name: '', capturedBy: scopes.closureOf(holder) } : { ...named, name }
  }
  return { count, nodes, costs, describe, isBarred: (node) => barred[node] === 1 }
}

/** Globals of the test runner, accessors, and what is a part of all objects. */
const isOfNobody = (name: string): boolean =>
  name === '__proto__' || /^(?:[gs]et )/.test(name) || /^(?:<symbol )?(?:__)?vitest/i.test(name)

/** The root of all, with a shortcut to each global object. */
const TOP = 0
const [PROPERTY, SHORTCUT, WEAK] = (['property', 'shortcut', 'weak'] as const).map(edgeTypeIndex)

const STRING = nodeTypeIndex('string')

/** On Node 26 a shortcut leads to the context that has the global object. */
const globalOf = (graph: HeapGraph, node: number): number =>
  nameOf(graph, node) === 'system / NativeContext' ? (childNamed(graph, node, 'global_object') ?? node) : node

function eachEdge(graph: HeapGraph, node: number, on: (edge: number) => void): void {
  for (let edge = graph.firstEdge[node] as number; edge < (graph.firstEdge[node + 1] as number); edge++) on(edge)
}

/** What Node's own loader keeps of a module's exports: a table of names and cells, one after the other. */
function eachExport(graph: HeapGraph, context: number, on: (node: number, name: number) => void): void {
  const module = childNamed(graph, context, 'extension')
  if (module === undefined || nameOf(graph, module) !== 'system / SourceTextModule') return
  eachEdge(graph, module, (toTable) => {
    let name = -1
    eachEdge(graph, graph.edgeTarget[toTable] as number, (edge) => {
      const target = graph.edgeTarget[edge] as number
      const value = nameOf(graph, target) === 'system / Cell' ? childNamed(graph, target, 'value') : undefined
      if (value !== undefined && name >= 0) on(value, name)
      name = graph.nodeType[target] === STRING ? target : -1
    })
  })
}

/** The kinds of roots that collections begin at. */
function eachCategory(graph: HeapGraph, on: (category: number) => void): void {
  eachEdge(graph, TOP, (edge) => {
    const node = graph.edgeTarget[edge] as number
    if (graph.edgeType[edge] === SHORTCUT) return
    if (nameOf(graph, node) === '(GC roots)') eachEdge(graph, node, (each) => on(graph.edgeTarget[each] as number))
    else on(node)
  })
}
