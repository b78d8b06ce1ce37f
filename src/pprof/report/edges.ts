import type { Samples } from '../pprof-profile.ts'
import type { NodeTable } from './node-table.ts'

/** A call. */
export interface Edge {
  readonly from: number
  readonly to: number
  weight: number
  /** The callee was inlined wherever it is called so. */
  isInline: boolean
}

export interface EdgeOptions {
  /** How many values a sample has. */
  readonly width: number
  readonly valueIndex: number
  /** 1 for nodes that there are; calls go over others. Absent: all. */
  readonly kept: Uint8Array | undefined
  /** 1 for nodes to which calls are of interest. Absent: all. */
  readonly wanted?: Uint8Array
}

/** The calls between nodes, each once a stack, and none of a function to itself. */
export function edgesOf(samples: Samples, table: NodeTable, options: EdgeOptions): Edge[] {
  const { count, stackStarts, stackLocations, values } = samples
  const { starts, nodes, infos } = table
  const { width, valueIndex, kept, wanted } = options
  const edges: Edge[] = []
  const indices = new Map<number, number>()
  // The sample, from 1, that an edge was counted for last.
  const seen: number[] = []
  const add = (from: number, to: number, value: number, isInline: boolean, sample: number): void => {
    const key = from * infos.length + to
    const index = indices.get(key)
    const edge = index === undefined ? undefined : edges[index]
    if (index === undefined || !edge) {
      indices.set(key, edges.length)
      edges.push({ from, to, weight: value, isInline })
      seen.push(sample)
      return
    }
    if (seen[index] === sample) return
    seen[index] = sample
    edge.weight += value
    if (!isInline) edge.isInline = false
  }

  for (let sample = 0; sample < count; sample++) {
    const value = values[sample * width + valueIndex] ?? 0
    if (value === 0) continue
    const first = stackStarts[sample] ?? 0
    let parent = -1
    for (let at = (stackStarts[sample + 1] ?? 0) - 1; at >= first; at--) {
      const location = stackLocations[at] ?? 0
      const [innermost = 0, end = 0] = [starts[location], starts[location + 1]]
      for (let index = end - 1; index >= innermost; index--) {
        const node = nodes[index] ?? 0
        if (kept && kept[node] === 0) continue
        if (parent !== -1 && parent !== node && (!wanted || wanted[node] === 1)) {
          add(parent, node, value, index !== end - 1, sample + 1)
        }
        parent = node
      }
    }
  }
  return edges
}

/** 1 for nodes that are inlined somewhere: only their rows can say so. */
export function inlinedNodes({ infos, starts, nodes }: NodeTable): Uint8Array {
  const inlined = new Uint8Array(infos.length)
  for (let location = 0; location + 1 < starts.length; location++) {
    for (let index = starts[location] ?? 0; index < (starts[location + 1] ?? 0) - 1; index++) {
      inlined[nodes[index] ?? 0] = 1
    }
  }
  return inlined
}
