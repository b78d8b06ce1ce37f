import memlab from '@memlab/core'
import heapAnalysis from '@memlab/heap-analysis'

/** Its own way: everything is read, indexed and annotated with shortest paths and retained sizes. */
export async function pathLength(path) {
  memlab.config.muteConsole = true
  const heap = await heapAnalysis.getFullHeapFromFile(path)
  let found
  const isFound = (edge) => {
    if (edge.type === 'property' && edge.name_or_index === 'sessionLog') found = edge.fromNode
    return { stop: found !== undefined }
  }
  heap.edges.forEach(isFound)
  let steps = 0
  for (let at = new memlab.TraceFinder().getPathToGCRoots(heap, found); at; at = at.next) steps++
  return steps
}
