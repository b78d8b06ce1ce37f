import type { Samples } from '../pprof-profile.ts'
import type { NodeTable } from './node-table.ts'

/** By node. Whole numbers. */
export interface NodeValues {
  readonly flat: Float64Array
  /** A function counts once a stack, however often it is in it. */
  readonly cum: Float64Array
}

/**
 * What each node has itself, and with everything it called.
 *
 * @param width how many values a sample has
 */
export function nodeValues(samples: Samples, width: number, valueIndex: number, table: NodeTable): NodeValues {
  const { count, stackStarts, stackLocations, values } = samples
  const { starts, nodes, infos } = table
  const flat = new Float64Array(infos.length)
  const cum = new Float64Array(infos.length)
  // The sample, from 1, that a node was counted for last.
  const seen = new Uint32Array(infos.length)
  for (let sample = 0; sample < count; sample++) {
    const value = values[sample * width + valueIndex] ?? 0
    if (value === 0) continue
    const [first = 0, end = 0] = [stackStarts[sample], stackStarts[sample + 1]]
    for (let at = first; at < end; at++) {
      const location = stackLocations[at] ?? 0
      const last = starts[location + 1] ?? 0
      for (let index = starts[location] ?? 0; index < last; index++) {
        const node = nodes[index] ?? 0
        if (seen[node] === sample + 1) continue
        seen[node] = sample + 1
        cum[node] = (cum[node] ?? 0) + value
      }
    }
    if (first < end) {
      const leaf = nodes[starts[stackLocations[first] ?? 0] ?? 0] ?? 0
      flat[leaf] = (flat[leaf] ?? 0) + value
    }
  }
  return { flat, cum }
}
