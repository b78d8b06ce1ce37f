import { select } from 'd3-selection'
import type { DrawnFrame } from './flame-keys.ts'
import { frameText } from './frame-text.ts'
import type { Page } from './state.ts'

/**
 * Pixels: the library hides labels of narrower frames, but not the `foreignObject` around them. Most frames are as narrow, and with it
 * each takes several times as long to lay out and to paint.
 */
const LABEL_WIDTH = 35

/** What assistive technology hears of each frame; one of them can be reached with Tab. */
export function describeFrames(chartBox: HTMLElement, page: Page, focus: number): DrawnFrame[] {
  const svg = chartBox.querySelector('svg')
  const width = Number(svg?.getAttribute('width'))
  svg?.setAttribute('role', 'tree')
  svg?.setAttribute('aria-label', 'Flame graph: arrow keys move, Enter zooms in, Escape zooms out, s shows the source')
  const drawn: DrawnFrame[] = []
  for (const group of chartBox.querySelectorAll<SVGGElement>('g.frame')) {
    const frame = select<SVGGElement, Omit<DrawnFrame, 'group'> & { readonly x1: number }>(group).datum()
    const { node, fn } = frame.data
    group.setAttribute('role', 'treeitem')
    group.setAttribute('aria-level', String(frame.depth + 1))
    group.setAttribute('aria-label', frameText(page, node))
    group.tabIndex = node === focus ? 0 : -1
    group.classList.toggle('match', page.matchesFunction(fn))
    group.classList.toggle('narrow', (frame.x1 - frame.x0) * width < LABEL_WIDTH)
    drawn.push({ data: frame.data, depth: frame.depth, x0: frame.x0, group })
  }
  return drawn
}
