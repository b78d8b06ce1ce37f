import { fileOfScript, type Origin } from '../../profile/origin.ts'
import { childNamed, type HeapGraph, nodeTypeIndex } from '../snapshot/heap-graph.ts'
import { scriptName, scriptOf } from '../snapshot/scopes.ts'
import type { Root } from './roots.ts'
import type { Step } from './steps.ts'

const CLOSURE = nodeTypeIndex('closure')

/** Whose code an object's class, or a function, is written in; plain objects, arrays and Maps are V8's. */
function originOfObject(graph: HeapGraph, node: number, originOf: (file: string) => Origin): Origin {
  const closure = graph.nodeType[node] === CLOSURE ? node : constructorOf(graph, node)
  const script = closure === undefined ? 0 : scriptOf(graph, closure)
  return originOf(fileOfScript(scriptName(graph, script)))
}

function constructorOf(graph: HeapGraph, node: number): number | undefined {
  const prototype = childNamed(graph, node, '__proto__')
  const maker = prototype === undefined ? undefined : childNamed(graph, prototype, 'constructor')
  return maker !== undefined && graph.nodeType[maker] === CLOSURE ? maker : undefined
}

/**
 * The step of a path that a reader has to look at: the last reference of their own code that was there before the calls, or a
 * dependency's where there is none of theirs. Of a path on which nothing of the kind was there before (a timer, a listener of
 * `process`), the first thing that their code made.
 *
 * @returns 0 for the root, the number of the step from 1; nothing if the whole path is the runtime's
 */
export function suspectOf(
  graph: HeapGraph,
  root: Root,
  steps: readonly Step[],
  originOf: (file: string) => Origin,
): number | undefined {
  const isTheirs = (origin: Origin): boolean => origin === 'project' || origin === 'dependency'
  // What has no class of its own belongs to whoever has it.
  let owner: Origin = root.kind === 'global' ? 'project' : root.origin
  const holders = [owner]
  for (const node of [root.node, ...steps.map((step) => step.node)]) {
    const origin = originOfObject(graph, node, originOf)
    if (origin !== 'builtin') owner = origin
    holders.push(owner)
  }
  // holders[i] is whose reference number i is.
  const wasThere = (index: number): boolean =>
    index === 0 || graph.traceNode[index === 1 ? root.node : (steps[index - 2]?.node ?? root.node)] === 0
  // An entry of a Map or an array is not what a reader looks for, but the name of that.
  const isNamed = (index: number): boolean =>
    index === 0 || ['property', 'variable'].includes(steps[index - 1]?.kind ?? '')
  const indices = Array.from({ length: steps.length + 1 }, (_, index) => index).filter(isNamed)
  const before = indices.filter(wasThere)
  const lastOf = (wanted: Origin): number | undefined => before.findLast((index) => holders[index] === wanted)
  return lastOf('project') ?? lastOf('dependency') ?? indices.find((index) => isTheirs(holders[index + 1] as Origin))
}
