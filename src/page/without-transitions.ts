import { selection } from 'd3-selection'

/**
 * What a transition would end with is there at once. d3-flame-graph sets positions, widths and texts by transitions even where they take no
 * time: then each part of each frame has a timer, and the page is laid out once more when they end.
 */
export function withoutTransitions(): void {
  const itself = function <T>(this: T): T {
    return this
  }
  Object.assign(selection.prototype, { transition: itself, duration: itself, ease: itself, delay: itself })
}
