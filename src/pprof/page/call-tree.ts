import type { PprofProfile } from '../pprof-profile.ts'
import type { PageTree } from './page-data.ts'
import type { FrameTable } from './page-functions.ts'

/** The stacks of all samples as one tree of functions: two samples share a node as far as their callers are the same. */
export function callTree({ samples, sampleTypes }: PprofProfile, { functions, frames }: FrameTable): PageTree {
  const width = sampleTypes.length
  const functionCount = functions.names.length
  const nodeFunctions = [-1]
  const firstChild = [-1]
  const nextSibling = [-1]
  const depths = [0]
  const values = sampleTypes.map(() => [0])
  // One table for all nodes: a map for each costs more than all the rest.
  const children = new Map<number, number>()

  const childOf = (parent: number, fn: number): number => {
    const key = parent * functionCount + fn
    const known = children.get(key)
    if (known !== undefined) return known
    const node = nodeFunctions.push(fn) - 1
    children.set(key, node)
    firstChild.push(-1)
    nextSibling.push(firstChild[parent] as number)
    firstChild[parent] = node
    depths.push((depths[parent] as number) + 1)
    for (const column of values) column.push(0)
    return node
  }

  for (let sample = 0; sample < samples.count; sample++) {
    let node = 0
    const start = samples.stackStarts[sample] as number
    for (let at = (samples.stackStarts[sample + 1] as number) - 1; at >= start; at--) {
      const inlined = frames[samples.stackLocations[at] as number] ?? []
      for (let i = inlined.length - 1; i >= 0; i--) node = childOf(node, (inlined[i] as { function: number }).function)
    }
    for (let type = 0; type < width; type++) {
      ;(values[type] as number[])[node] =
        (values[type]?.[node] ?? 0) + (samples.values[sample * width + type] as number)
    }
  }

  const order = preorder(firstChild, nextSibling)
  const sorted = (column: readonly number[]): number[] => order.map((node) => column[node] as number)
  return { functions: sorted(nodeFunctions), depths: sorted(depths), values: values.map(sorted) }
}

function preorder(firstChild: readonly number[], nextSibling: readonly number[]): number[] {
  const order: number[] = []
  const stack = [0]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    order.push(node)
    for (let child = firstChild[node] as number; child !== -1; child = nextSibling[child] as number) stack.push(child)
  }
  return order
}
