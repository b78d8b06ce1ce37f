import heapAnalysis from '@memlab/heap-analysis'
import memlab from '@memlab/core'

/** Its own way: everything is read, indexed and annotated with shortest paths and retained sizes. */
export async function pathLength(path) {
  memlab.config.muteConsole = true
  const heap = await heapAnalysis.getFullHeapFromFile(path)
  let found
  heap.edges.forEach((edge) => {
    if (edge.type === 'property' && edge.name_or_index === 'sessionLog') found = edge.fromNode
    return { stop: found !== undefined }
  })
  let steps = 0
  for (let at = new memlab.TraceFinder().getPathToGCRoots(heap, found); at; at = at.next) steps++
  return steps
}
