export interface TreeColumns {
  /** Of a node; the root is 0 and its own parent. */
  readonly parents: Int32Array
  /** The subtree of node `i` is `i … ends[i] - 1`. */
  readonly ends: Int32Array
}

/**
 * Who called whom in a tree in preorder.
 *
 * @param steps how much deeper a node is than the one before it
 */
export function treeColumns(steps: Float64Array): TreeColumns {
  const count = steps.length
  const parents = new Int32Array(count)
  const ends = new Int32Array(count)
  // Of each depth: the last node there.
  const path: number[] = []
  let depth = -1
  const endFrom = (shallowest: number, end: number): void => {
    for (; depth >= shallowest; depth--) ends[path[depth] as number] = end
  }
  for (let node = 0; node < count; node++) {
    const next = node === 0 ? 0 : depth + (steps[node] as number)
    endFrom(next, node)
    depth = next
    path[depth] = node
    if (depth > 0) parents[node] = path[depth - 1] as number
  }
  endFrom(0, count)
  return { parents, ends }
}
