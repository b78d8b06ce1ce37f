import { type PageData, SMALLER } from '../pprof/page/page-data.ts'
import type { Figures, ProfileModel } from './profile-model.ts'

/** A frame as the flame graph draws it. */
export interface FlameFrame {
  /** Index in the tree. */
  readonly node: number
  /** Below zero: none, see `PageTree`. */
  readonly fn: number
  readonly name: string
  /** How wide: figures below zero take room as well. */
  readonly value: number
  /** Above the frame that is zoomed into. */
  readonly fade: boolean
  readonly children: FlameFrame[]
}

/**
 * What there is to see of the tree: callers of the frame that is zoomed into, and all below it that is wide enough. A large profile has
 * a hundred times more frames than there are pixels, and the library would lay out all of them.
 *
 * @param smallest narrower parts of the frame are left out
 */
export function visibleFrames(model: ProfileModel, figures: Figures, focus: number, smallest: number): FlameFrame {
  const { data, functionOf, parents } = model
  const width = figures.sizes[focus] as number
  const frameOf = (node: number, value: number, fade: boolean): FlameFrame => {
    const fn = functionOf(node)
    return { node, fn, name: frameName(data, fn), value, fade, children: [] }
  }
  const zoomed = frameOf(focus, width, false)
  const open = [zoomed]
  for (let frame = open.pop(); frame; frame = open.pop()) {
    for (const child of childrenOf(model, frame.node)) {
      const size = figures.sizes[child] as number
      if (size > 0 && size >= width * smallest) frame.children.push(frameOf(child, size, false))
    }
    frame.children.sort((a, b) => b.value - a.value)
    open.push(...frame.children)
  }
  let top = zoomed
  for (let node = focus; node !== 0; ) {
    node = parents[node] as number
    const caller = frameOf(node, width, true)
    caller.children.push(top)
    top = caller
  }
  return top
}

function* childrenOf({ ends }: ProfileModel, node: number): Iterable<number> {
  const end = ends[node] as number
  for (let child = node + 1; child < end; child = ends[child] as number) yield child
}

export const frameName = ({ functions }: PageData, fn: number): string =>
  fn === SMALLER ? '(smaller frames)' : (functions.names[fn] ?? 'all')
