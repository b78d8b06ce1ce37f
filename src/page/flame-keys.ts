import type { FlameFrame } from './flame-data.ts'

export interface DrawnFrame {
  readonly data: FlameFrame
  readonly depth: number
  /** From 0 to 1. */
  readonly x0: number
  readonly group: SVGGElement
}

interface Actions {
  readonly zoom: (node: number) => void
  readonly out: () => void
  readonly source: (node: number) => void
  /** The frame has the focus. */
  readonly look: (node: number) => void
}

/** The flame graph by keys: arrows move, Enter zooms in, Escape zooms out, s goes to the source. */
export function flameKeys(
  chart: HTMLElement,
  drawn: () => readonly DrawnFrame[],
  actions: Actions,
): { readonly focus: (node: number) => void } {
  const at = (target: EventTarget | null): DrawnFrame | undefined => drawn().find(({ group }) => group === target)
  const focus = (frame: DrawnFrame | undefined): void => {
    if (!frame) return
    for (const { group } of drawn()) group.tabIndex = group === frame.group ? 0 : -1
    frame.group.focus()
    frame.group.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  chart.addEventListener('focusin', ({ target }) => {
    const frame = at(target)
    if (frame) actions.look(frame.data.node)
  })
  chart.addEventListener('keydown', (event) => {
    const frame = at(event.target)
    if (!frame || event.ctrlKey || event.metaKey || event.altKey) return
    const { node } = frame.data
    if (event.key === 'Enter' || event.key === ' ') actions.zoom(node)
    else if (event.key === 'Escape') actions.out()
    else if (event.key === 's') actions.source(node)
    else if (event.key.startsWith('Arrow')) focus(neighbour(frame, drawn(), event.key))
    else return
    event.preventDefault()
  })
  return { focus: (node) => focus(drawn().find(({ data }) => data.node === node)) }
}

function neighbour({ data, depth, x0 }: DrawnFrame, drawn: readonly DrawnFrame[], key: string): DrawnFrame | undefined {
  if (key === 'ArrowDown') return drawn.find((other) => other.data === data.children[0])
  if (key === 'ArrowUp') return drawn.find((other) => other.data.children.includes(data))
  const row = drawn.filter((other) => other.depth === depth && (key === 'ArrowRight' ? other.x0 > x0 : other.x0 < x0))
  return row.reduce<DrawnFrame | undefined>(
    (nearest, other) => (!nearest || Math.abs(other.x0 - x0) < Math.abs(nearest.x0 - x0) ? other : nearest),
    undefined,
  )
}
