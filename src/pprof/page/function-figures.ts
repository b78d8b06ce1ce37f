import type { PageFunctions, PageTree } from './page-data.ts'

/** Flat and cum of each function, for all sample types. A recursive function counts once a stack. */
export function functionFigures(
  { functions, depths, values }: PageTree,
  count: number,
): Pick<PageFunctions, 'flat' | 'cum'> {
  const flat = values.map(() => new Array<number>(count).fill(0))
  const cum = values.map(() => new Array<number>(count).fill(0))
  // How often a function is on the way from the root to the node.
  const onPath = new Int32Array(count)
  const path: number[] = []
  for (let node = 1; node < functions.length; node++) {
    const depth = depths[node] as number
    while (path.length >= depth) {
      const left = path.pop() as number
      onPath[left] = (onPath[left] as number) - 1
    }
    const fn = functions[node] as number
    onPath[fn] = (onPath[fn] as number) + 1
    path.push(fn)
    for (const [type, column] of values.entries()) {
      const value = column[node] as number
      if (value === 0) continue
      add(flat[type], fn, value)
      // Each function of the stack once: where it is on the path again, its count is that of the first.
      for (let at = 0; at < path.length; at++) {
        const caller = path[at] as number
        if (onPath[caller] === 1 || path.indexOf(caller) === at) add(cum[type], caller, value)
      }
    }
  }
  return { flat, cum }
}

const add = (column: number[] | undefined, fn: number, value: number): void => {
  if (column) column[fn] = (column[fn] as number) + value
}
