import { select } from 'd3-selection'
import { type ZoomBehavior, zoom, zoomIdentity } from 'd3-zoom'
import { button, element } from './element.ts'
import { safeSvg } from './safe-svg.ts'
import type { Page } from './state.ts'
import type { View } from './tabs.ts'

const STEP = 1.4

/** The call graph, to be moved by pointer, wheel and keys. A click on a node goes to its source. */
export function graphView(page: Page): View {
  const paper = element('div', {
    class: 'paper',
    tabindex: '0',
    role: 'group',
    'aria-label': 'Call graph: arrow keys move it, + and - zoom, 0 shows all',
  })
  const behavior: ZoomBehavior<HTMLDivElement, unknown> = zoom<HTMLDivElement, unknown>()
    .scaleExtent([0.05, 8])
    .on('zoom', ({ transform }) => {
      const svg = paper.querySelector('svg')
      if (svg) svg.style.transform = `translate(${transform.x}px, ${transform.y}px) scale(${transform.k})`
    })
  const area = select(paper).call(behavior).on('dblclick.zoom', null)
  const showAll = (): void => {
    const svg = paper.querySelector('svg')
    if (!svg) return
    const { width, height } = svg.viewBox.baseVal
    const scale = Math.min(paper.clientWidth / width, paper.clientHeight / height, 1.2)
    const x = (paper.clientWidth - width * scale) / 2
    area.call(
      behavior.transform,
      zoomIdentity.translate(x, Math.max(0, (paper.clientHeight - height * scale) / 2)).scale(scale),
    )
  }
  const actions: Readonly<Record<string, () => void>> = {
    '+': () => area.call(behavior.scaleBy, STEP),
    '=': () => area.call(behavior.scaleBy, STEP),
    '-': () => area.call(behavior.scaleBy, 1 / STEP),
    '0': showAll,
    Escape: showAll,
    ArrowLeft: () => area.call(behavior.translateBy, 60, 0),
    ArrowRight: () => area.call(behavior.translateBy, -60, 0),
    ArrowUp: () => area.call(behavior.translateBy, 0, 60),
    ArrowDown: () => area.call(behavior.translateBy, 0, -60),
  }
  paper.addEventListener('keydown', (event) => {
    const action = event.ctrlKey || event.metaKey ? undefined : actions[event.key]
    if (!action) return
    action()
    event.preventDefault()
  })
  const toolbar = element(
    'div',
    { class: 'toolbar' },
    button('+', { 'aria-label': 'Zoom in' }, () => actions['+']?.()),
    button('−', { 'aria-label': 'Zoom out' }, () => actions['-']?.()),
    button('Fit', { 'aria-label': 'Show all' }, showAll),
    element('span', { class: 'muted' }, 'drag to move, wheel to zoom, click a box for its source'),
  )

  let drawn = -1
  return {
    root: element('div', { class: 'graph' }, toolbar, paper),
    render() {
      if (drawn !== page.state.sampleType) {
        drawn = page.state.sampleType
        const svg = safeSvg(page.data.graphs[drawn] ?? '')
        paper.replaceChildren(svg ?? element('p', { class: 'empty' }, 'There is no call graph of this sample type.'))
        if (svg) {
          inPixels(svg)
          linkNodes(svg, page)
          showAll()
        }
      }
      mark(paper, page)
    },
  }
}

/** Graphviz measures in points, which browsers draw larger than what the view box says. */
function inPixels(svg: SVGSVGElement): void {
  svg.setAttribute('width', String(svg.viewBox.baseVal.width))
  svg.setAttribute('height', String(svg.viewBox.baseVal.height))
}

/** The functions of a graph's box: Graphviz keeps our tooltip, `name (value)`, as its title. */
const nameOf = (node: Element): string =>
  (node.querySelector('a')?.getAttribute('title') ?? '').replace(/ \([^()]*\)$/, '')

function linkNodes(svg: SVGSVGElement, page: Page): void {
  const functions = new Map(page.data.functions.names.map((name, fn) => [name, fn]))
  for (const node of svg.querySelectorAll<SVGGElement>('g.node')) {
    const fn = functions.get(nameOf(node))
    if (fn === undefined) continue
    node.classList.add('linked')
    node.addEventListener('click', () => page.update({ selected: fn, view: 'source' }))
  }
}

/** Boxes that are searched for stand out, the others step back. */
function mark(paper: HTMLElement, page: Page): void {
  const isSearching = page.state.search.trim() !== ''
  const functions = new Map(page.data.functions.names.map((name, fn) => [name, fn]))
  for (const node of paper.querySelectorAll('g.node')) {
    const name = nameOf(node)
    const fn = functions.get(name) ?? -1
    const isMatch = page.matchesFunction(fn) || page.matches(name)
    node.classList.toggle('match', isSearching && isMatch)
    node.classList.toggle('other', isSearching && !isMatch)
  }
}
