import flamegraph, { type FlameGraph } from 'd3-flame-graph'
import { select } from 'd3-selection'
import { describeFrames } from './describe-frames.ts'
import { button, element } from './element.ts'
import { changeColor, matchColor, ownerColor } from './flame-colors.ts'
import { type FlameFrame, visibleFrames } from './flame-data.ts'
import { type DrawnFrame, flameKeys } from './flame-keys.ts'
import { flameLegend } from './flame-legend.ts'
import { frameDetails } from './frame-details.ts'
import type { Page } from './state.ts'
import type { View } from './tabs.ts'
import { withoutTransitions } from './without-transitions.ts'

const CELL = 20
/** Pixels: what is narrower is not drawn. */
const NARROWEST = 1

/** The flame graph, callers above. A click zooms in and shows the frame's source below; Escape goes back. */
export function flameView(page: Page): View {
  const { data, state } = page
  const { model } = state
  let focus = 0
  const chartBox = element('div', { class: 'flame', id: 'flame' })
  const details = frameDetails(page)
  const reset = button('Reset zoom', { class: 'reset' }, () => zoom(0))
  const empty = element('p', { class: 'empty', hidden: true }, 'This profile has nothing of this sample type.')
  const root = element(
    'div',
    {},
    element('div', { class: 'toolbar' }, reset, flameLegend(data.isDiff)),
    empty,
    chartBox,
    details.root,
  )

  const colorOf = ({ node, fn }: FlameFrame): string => {
    if (page.matchesFunction(fn)) return matchColor(state.isDark)
    const { sums, sizes } = page.figures()
    // Of all changes, not of the base: that may be next to nothing.
    if (data.isDiff) return changeColor((sums[node] as number) / (sizes[0] || 1), state.isDark)
    return fn < 0
      ? ownerColor(undefined, state.isDark)
      : ownerColor(data.files[data.functions.files[fn] ?? -1], state.isDark)
  }

  let chart: FlameGraph<FlameFrame> | undefined
  let drawn: DrawnFrame[] = []
  const draw = (): void => {
    const width = widthOf(chartBox)
    const frames = visibleFrames(model, page.figures(), focus, NARROWEST / width)
    if (!chart) {
      withoutTransitions()
      chart = flamegraph<FlameFrame>()
        .cellHeight(CELL)
        .inverted(true)
        .resetHeightOnZoom(true)
        .minFrameSize(NARROWEST)
        // The browser's own tooltip is slow to come; the details below say it all.
        .tooltip(Object.assign(() => {}, { show: () => {}, hide: () => {} }))
        .setColorMapper(({ data: frame }) => colorOf(frame))
      chart.width(width)
      select(chartBox).datum(frames).call(chart)
    } else chart.width(width).update(frames)
    drawn = describeFrames(chartBox, page, focus)
    reset.disabled = focus === 0
  }

  const zoom = (node: number): void => {
    focus = node
    draw()
    showNode(node)
  }
  const showNode = (node: number): void => {
    const fn = model.functionOf(node)
    details.show(node)
    if (fn >= 0 && fn !== state.selected) state.selected = fn
  }

  // The library's own zoom would lay out all frames again, those that are hidden too.
  chartBox.addEventListener(
    'click',
    (event) => {
      const frame = frameAt(event.target)
      event.stopPropagation()
      if (!frame) return
      zoom(frame.node)
      keys.focus(frame.node)
    },
    { capture: true },
  )
  chartBox.addEventListener('mouseover', (event) => {
    const frame = frameAt(event.target)
    if (frame) details.peek(frame.node)
  })
  chartBox.addEventListener('mouseleave', () => details.peek(undefined))
  const keys = flameKeys(chartBox, () => drawn, {
    zoom: (node) => {
      zoom(node)
      keys.focus(node)
    },
    out: () => {
      const from = focus
      zoom(0)
      keys.focus(from)
    },
    source: (node) => page.update({ selected: Math.max(-1, model.functionOf(node)), view: 'source' }),
    look: (node) => details.peek(node),
  })
  new ResizeObserver(() => {
    // It is called for the first size as well, and when the view is hidden.
    if (chart && chartBox.clientWidth > 0 && widthOf(chartBox) !== chart.width()) draw()
  }).observe(chartBox)

  return {
    root,
    render() {
      const hasFigures = (page.figures().sizes[0] ?? 0) > 0
      empty.hidden = hasFigures
      chartBox.hidden = !hasFigures
      if (!hasFigures) return
      // A frame may have nothing of another sample type.
      if (page.figures().sizes[focus] === 0) focus = 0
      draw()
      details.show(focus)
    },
  }
}

/** Pixels. */
const widthOf = (chartBox: HTMLElement): number => Math.max(200, Math.floor(chartBox.clientWidth))

const frameAt = (target: EventTarget | null): FlameFrame | undefined => {
  const group = target instanceof Element ? target.closest('g.frame') : null
  return group ? select<Element, { readonly data: FlameFrame }>(group).datum().data : undefined
}
