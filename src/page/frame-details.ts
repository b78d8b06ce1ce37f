import { button, element } from './element.ts'
import { frameName } from './flame-data.ts'
import { formatChange, formatShare } from './format.ts'
import { hasSource, sourceTable } from './source-table.ts'
import { type Page, placeText } from './state.ts'

/** Lines above and below those of the function that are shown. */
const AROUND = 3

interface FrameDetails {
  readonly root: HTMLElement
  /** A frame to stay with: with its source. */
  readonly show: (node: number) => void
  /** A frame to look at while the pointer or the focus is on it; undefined: back to the one to stay with. */
  readonly peek: (node: number | undefined) => void
}

/** What the flame graph says about one frame: figures, and below them its source. */
export function frameDetails(page: Page): FrameDetails {
  const line = element('div', { class: 'frame-line', 'aria-live': 'off' })
  const source = element('div', { class: 'frame-source' })
  let shown = 0
  const write = (node: number): void => {
    line.replaceChildren(...lineOf(page, node))
  }
  return {
    root: element('section', { class: 'frame-details', 'aria-label': 'Frame' }, line, source),
    show(node) {
      shown = node
      write(node)
      source.replaceChildren(...sourceOf(page, page.state.model.functionOf(node)))
    },
    peek: (node) => write(node ?? shown),
  }
}

function lineOf(page: Page, node: number): Node[] {
  const { data, state } = page
  const fn = state.model.functionOf(node)
  const { sums, self, total } = page.figures()
  const { unit = '' } = data.sampleTypes[state.sampleType] ?? {}
  const figure = (label: string, value: number): Node =>
    element(
      'span',
      { class: 'figure' },
      element('span', { class: 'muted' }, `${label} `),
      `${formatChange(value, unit, data.isDiff)} (${formatShare(value, total)})`,
    )
  const place = placeText(data, fn)
  const link =
    place === ''
      ? []
      : [
          button(place, { class: 'link place', title: 'Show the source' }, () =>
            page.update({ selected: fn, view: 'source' }),
          ),
        ]
  return [
    element('strong', { class: 'name' }, frameName(data, fn)),
    ...link,
    figure('total', sums[node] as number),
    figure('self', self[node] as number),
  ]
}

function sourceOf(page: Page, fn: number): Node[] {
  const { data } = page
  const file = data.functions.files[fn] ?? -1
  if (!hasSource(data, file)) return []
  const start = data.functions.lines[fn] ?? 0
  const marked = data.lines.lines.filter(
    (line, row) => data.lines.files[row] === file && line >= start && line < start + 60,
  )
  const last = Math.max(start + 5, ...marked)
  return [sourceTable(page, file, { from: start - AROUND, to: last + AROUND, current: start })]
}
