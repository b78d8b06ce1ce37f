import { valueAt } from '../pprof/page/fixed-column.ts'
import { unpackedColumn } from '../pprof/page/packed-column.ts'
import { type PageData, SMALLER } from '../pprof/page/page-data.ts'
import { type TreeColumns, treeColumns } from './tree-columns.ts'

/** The tree of a page's data as columns, and what one sample type makes of it. */
export interface ProfileModel extends TreeColumns {
  readonly data: PageData
  /** Of a node: as in `PageTree`. */
  readonly functionOf: (node: number) => number
  readonly figures: (sampleType: number) => Figures
}

export interface Figures {
  readonly total: number
  /** Of nodes: what ends there. */
  readonly self: Float64Array
  /** Of nodes: with all below. */
  readonly sums: Float64Array
  /** The same with every figure taken as positive: how wide a frame is. */
  readonly sizes: Float64Array
  /** Of functions. */
  readonly flat: Float64Array
  /** Of functions; a recursive one counts once a stack. */
  readonly cum: Float64Array
}

export function profileModel(data: PageData): ProfileModel {
  const columns = treeColumns(unpackedColumn(data.tree.steps))
  const known = new Map<number, Figures>()
  const figures = (sampleType: number): Figures => {
    const found = known.get(sampleType) ?? figuresOf(data, columns, sampleType)
    known.set(sampleType, found)
    return found
  }
  return { data, ...columns, functionOf: (node) => valueAt(data.tree.functions, node) + SMALLER, figures }
}

function figuresOf(data: PageData, { parents }: TreeColumns, sampleType: number): Figures {
  const self = unpackedColumn(data.tree.values[sampleType] ?? '')
  const sums = self.slice()
  const sizes = new Float64Array(self.length)
  // Calls come after their callers, so that here a node has all that is below it already.
  for (let node = self.length - 1; node >= 0; node--) {
    sizes[node] = (sizes[node] as number) + Math.abs(self[node] as number)
    if (node === 0) break
    const parent = parents[node] as number
    sums[parent] = (sums[parent] as number) + (sums[node] as number)
    sizes[parent] = (sizes[parent] as number) + (sizes[node] as number)
  }
  const { flat, cum } = data.functions
  return {
    total: data.sampleTypes[sampleType]?.total ?? 0,
    self,
    sums,
    sizes,
    flat: new Float64Array(flat[sampleType] ?? []),
    cum: new Float64Array(cum[sampleType] ?? []),
  }
}

/** Part of all figures that is in or below functions which match, counted once. */
export function matchedSize(
  { functionOf, ends }: ProfileModel,
  { sizes }: Figures,
  matches: (fn: number) => boolean,
): number {
  let sum = 0
  for (let node = 1; node < ends.length; ) {
    const isMatch = matches(functionOf(node))
    if (isMatch) sum += sizes[node] as number
    node = isMatch ? (ends[node] as number) : node + 1
  }
  return sum
}
