import type { AllocationTracking } from '../heap/allocation-tracking.ts'
import type { HeapGraph } from './snapshot/heap-graph.ts'

/** Names of captured variables, asked for once for each function. */
export function capturedNames(graph: HeapGraph, tracking: AllocationTracking) {
  const known = new Map<number, ReturnType<AllocationTracking['capturedVariables']>>()
  return (closure: number, value: number): string | undefined => {
    let variables = known.get(closure)
    if (!variables) {
      try {
        variables = tracking.capturedVariables(graph.nodeId[closure] as number)
      } catch {
        // The function is gone, or belongs to a context that the inspector does not know: the name stays unknown.
        variables = []
      }
      known.set(closure, variables)
    }
    return variables.find(({ objectId }) => objectId === graph.nodeId[value])?.name
  }
}
