import type { PageData } from '../pprof/page/page-data.ts'

/** The tree of a page's data as columns, and what one sample type makes of it. */
export interface ProfileModel {
  readonly data: PageData
  /** Of a node; the root is 0 and its own parent. */
  readonly parents: Int32Array
  /** The subtree of node `i` is `i … ends[i] - 1`. */
  readonly ends: Int32Array
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
  const { depths } = data.tree
  const parents = new Int32Array(depths.length)
  const ends = new Int32Array(depths.length).fill(depths.length)
  const path: number[] = []
  for (let node = 0; node < depths.length; node++) {
    const depth = depths[node] as number
    while (path.length > depth) ends[path.pop() as number] = node
    parents[node] = path.at(-1) ?? 0
    path.push(node)
  }
  const known = new Map<number, Figures>()
  const figures = (sampleType: number): Figures => {
    const found = known.get(sampleType) ?? figuresOf(data, parents, sampleType)
    known.set(sampleType, found)
    return found
  }
  return { data, parents, ends, figures }
}

function figuresOf(data: PageData, parents: Int32Array, sampleType: number): Figures {
  const self = Float64Array.from(data.tree.values[sampleType] ?? [])
  const sums = self.slice()
  const sizes = self.map(Math.abs)
  for (let node = self.length - 1; node > 0; node--) {
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
    flat: Float64Array.from(flat[sampleType] ?? []),
    cum: Float64Array.from(cum[sampleType] ?? []),
  }
}

/** Part of all figures that is in or below functions which match, counted once. */
export function matchedSize(
  { data, ends }: ProfileModel,
  { sizes }: Figures,
  matches: (fn: number) => boolean,
): number {
  const { functions } = data.tree
  let sum = 0
  for (let node = 1; node < functions.length; ) {
    const isMatch = matches(functions[node] as number)
    if (isMatch) sum += sizes[node] as number
    node = isMatch ? (ends[node] as number) : node + 1
  }
  return sum
}
