import { edgeNameOf, edgeTypes, type HeapGraph, nameOf } from '../snapshot/heap-graph.ts'
import type { NodeRole } from '../snapshot/node-roles.ts'
import { isVariable, type Scopes } from '../snapshot/scopes.ts'
import { classNameOf } from './class-name.ts'
import { entryOf } from './hash-tables.ts'
import type { RawPath } from './search.ts'
import { tableIdIn } from './weak-maps.ts'

/**
 * How one object holds the next:
 * - `property`, `element`: `.name` and `[3]`
 * - `value`, `key`: of a Map; `entry`: of a Set
 * - `variable`: that a closure has captured; its name is `''` where it is not known
 * - `reaction`: what is to be done when a promise settles; `result`: what it was settled with
 * - `internal`: some other way, which its name tells if it has one: `bound this`
 */
export type StepKind =
  | 'property'
  | 'element'
  | 'value'
  | 'key'
  | 'entry'
  | 'variable'
  | 'reaction'
  | 'result'
  | 'internal'

export interface Step {
  readonly kind: StepKind
  readonly name: string
  /** What is held, in the snapshot. */
  readonly node: number
  /** What is held, for a reader. */
  readonly className: string
  /** Where the name of a variable is not in the snapshot: a function that has captured it, which the inspector can be asked about. */
  readonly capturedBy?: number
  /** Of a value in a WeakMap: the number of the map's table. */
  readonly weakTableId?: number
  /** How many more repeats of what ends with this step were left out. */
  readonly leftOut?: number
}

export interface StepReader {
  readonly graph: HeapGraph
  readonly roleOf: (node: number) => NodeRole
  readonly scopes: Scopes
}

/** The path as a reader of JavaScript sees it: what V8 has between two objects is folded into the step from one to the other. */
export function stepsOf(reader: StepReader, { root, edges, leftOut }: RawPath): Step[] {
  const { graph, roleOf } = reader
  const steps: Step[] = []
  let passed: number[] = []
  let repeats = 0
  for (const [index, edge] of edges.entries()) {
    passed.push(edge)
    const node = graph.edgeTarget[edge] as number
    if (!isChainOfParts(reader, passed)) repeats += leftOut.get(index) ?? 0
    if (roleOf(node) !== 'visible' && index < edges.length - 1) continue
    steps.push({
      ...stepOver(reader, steps.at(-1)?.node ?? root.node, passed),
      node,
      className: classNameOf(graph, node),
      ...(repeats > 0 && { leftOut: repeats }),
    })
    passed = []
    repeats = 0
  }
  return steps
}

/** Whether what repeats are parts of one object, of which a reader sees none: the cells of a FinalizationRegistry. */
function isChainOfParts({ graph, roleOf }: StepReader, passed: readonly number[]): boolean {
  const [before, last] = passed.slice(-2).map((edge) => graph.edgeTarget[edge] as number)
  if (before === undefined || last === undefined) return false
  return roleOf(last) !== 'visible' && graph.nodeName[before] === graph.nodeName[last]
}

type StepName = Pick<Step, 'kind' | 'name' | 'capturedBy' | 'weakTableId'>

/** @param passed edges from one visible object to the next, over parts of the first */
function stepOver(reader: StepReader, holder: number, passed: readonly number[]): StepName {
  const { graph, roleOf, scopes } = reader
  const edge = passed.at(-1) as number
  const type = edgeTypes[graph.edgeType[edge] as number]
  const name = edgeNameOf(graph, edge)
  const first = String(edgeNameOf(graph, passed[0] as number))
  const over = passed.length > 1 ? (graph.edgeTarget[passed.at(-2) as number] as number) : holder
  if (roleOf(over) === 'context') {
    if (scopes.scriptOf(over) === 0 || !isVariable(graph, edge)) return { kind: 'internal', name: '' }
    const variable = scopes.nameOfVariable(over, edge)
    return variable === undefined
      ? { kind: 'variable', name: '', capturedBy: scopes.closureOf(over) }
      : { kind: 'variable', name: variable }
  }
  if (first === 'reactions_or_result') return { kind: passed.length > 1 ? 'reaction' : 'result', name: '' }
  if (first === 'table') return entryOf(graph, over, edge) ?? { kind: 'entry', name: '' }
  if (first === 'elements') return { kind: 'element', name: passed.length > 1 ? String(name) : '' }
  if (nameOf(graph, over) === 'system / WeakCell') return { kind: 'internal', name: 'held value' }
  if (type === 'element') return { kind: 'element', name: String(name) }
  if (type === 'property') return propertyStep(String(name))
  const text = String(name)
  if (/ part of key /.test(text)) return { kind: 'internal', name: 'WeakMap value', weakTableId: tableIdIn(text) }
  return { kind: 'internal', name: internalName(text) }
}

/** V8 names symbols `<symbol kEvents>`. */
const propertyStep = (name: string): Pick<Step, 'kind' | 'name'> =>
  /^\d+$/.test(name) ? { kind: 'element', name } : { kind: 'property', name }

function internalName(name: string): string {
  if (/^\d+$/.test(name)) return ''
  if (/^bound_argument_/.test(name)) return 'bound argument'
  if (name === 'first' || name === 'second') return 'part of a joined string'
  return name === 'parent' ? 'part of' : name.replaceAll('_', ' ')
}
