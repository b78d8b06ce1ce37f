import { type PageTree, SMALLER } from './page-data.ts'

/** Frames of a page: more take longer to read than anybody waits, and at no zoom are they seen all at once. */
export const MOST_FRAMES = 150_000

/**
 * The tree with at most so many frames: the smallest are put together, one for each that called them. No sum changes.
 *
 * @param totals what 100% is, by sample type
 */
export function foldedTree(tree: PageTree, totals: readonly number[], most = MOST_FRAMES): PageTree {
  const { functions, depths, values } = tree
  const count = functions.length
  if (count <= most) return tree
  const shares = largestShares(tree, totals)
  // Frames of callers are never smaller than theirs, so that what stays is a tree.
  const limit = shares.slice().sort().at(-most) ?? 0
  const folded = { functions: [] as number[], depths: [] as number[], values: values.map((): number[] => []) }
  const add = (fn: number, depth: number): number => {
    for (const column of folded.values) column.push(0)
    folded.depths.push(depth)
    return folded.functions.push(fn) - 1
  }
  // Of the frame at each depth: where it is now, and what is put together below it.
  const path: { node: number; smaller: number }[] = []
  for (let node = 0; node < count; node++) {
    const depth = depths[node] as number
    const isKept = (shares[node] as number) > limit || node === 0
    path.length = Math.min(path.length, depth)
    let at: number
    if (isKept) {
      at = add(functions[node] as number, depth)
      path.push({ node: at, smaller: -1 })
    } else {
      const caller = path.at(-1) as { node: number; smaller: number }
      if (caller.smaller === -1) caller.smaller = add(SMALLER, path.length)
      at = caller.smaller
    }
    for (const [type, column] of folded.values.entries()) {
      column[at] = (column[at] as number) + (values[type]?.[node] as number)
    }
  }
  return folded
}

/** How large a part of anything a frame is, with all below it. */
function largestShares({ depths, values }: PageTree, totals: readonly number[]): Float64Array {
  const largest = new Float64Array(depths.length)
  for (const [type, column] of values.entries()) {
    const sizes = Float64Array.from(column, Math.abs)
    // Of each depth: the sum of frames there that have no caller yet, which in preorder come after it.
    const open: number[] = []
    for (let node = depths.length - 1; node >= 0; node--) {
      const depth = depths[node] as number
      const size = (sizes[node] as number) + (open[depth + 1] ?? 0)
      open[depth + 1] = 0
      open[depth] = (open[depth] ?? 0) + size
      largest[node] = Math.max(largest[node] as number, size / (totals[type] || 1))
    }
  }
  return largest
}
