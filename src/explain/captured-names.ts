import type { AllocationTracking, CapturedVariable } from '../heap/allocation-tracking.ts'
import type { NameOfCaptured } from './explain-graph.ts'
import type { HeapGraph } from './snapshot/heap-graph.ts'

/** Asks the inspector for the names of the variables that functions have captured, as long as objects have numbers. */
export function capturedNames(
  graph: HeapGraph,
  tracking: AllocationTracking,
  closures: ReadonlySet<number>,
): NameOfCaptured {
  const known = new Map([...closures].map((closure) => [closure, variablesOf(graph, tracking, closure)]))
  return (closure, value) => known.get(closure)?.find(({ objectId }) => objectId === graph.nodeId[value])?.name
}

function variablesOf(graph: HeapGraph, tracking: AllocationTracking, closure: number): CapturedVariable[] {
  try {
    return tracking.capturedVariables(graph.nodeId[closure] as number)
  } catch {
    // The function is gone, or belongs to a context that the inspector does not know: the name stays unknown.
    return []
  }
}
