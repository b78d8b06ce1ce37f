import type { PageData } from '../pprof/page/page-data.ts'
import { element } from './element.ts'
import { formatChange } from './format.ts'
import type { Page } from './state.ts'

export const hasSource = (data: PageData, file: number): boolean => data.sources[file] !== undefined

interface LineRange {
  readonly from: number
  readonly to: number
  /** The line to point at. */
  readonly current: number
}

/** Lines of a file with what each of them made; of a file that is not in the page only the lines that made something. */
export function sourceTable(page: Page, file: number, range?: LineRange): HTMLTableElement {
  const { data, state } = page
  const { unit = '' } = data.sampleTypes[state.sampleType] ?? {}
  const figures = lineRows(page, file)
  const text = data.sources[file]
  const texts = text?.split(/\r?\n/)
  const numbers = texts
    ? texts.map((_, index) => index + 1).filter((line) => !range || (line >= range.from && line <= range.to))
    : [...figures.keys()].sort((a, b) => a - b)
  const most = Math.max(...[...figures.values()].map(({ cum }) => Math.abs(cum)), 1)

  const value = (figure: number | undefined): string => (figure ? formatChange(figure, unit, data.isDiff) : '')
  const rows = numbers.map((line) => {
    const { flat, cum } = figures.get(line) ?? {}
    const code = texts?.[line - 1] ?? ''
    const classes = [
      ...(flat ? [flat < 0 ? 'less' : 'made'] : cum ? ['called'] : []),
      ...(line === range?.current ? ['current'] : []),
      ...(page.matches(code) ? ['match'] : []),
    ]
    const cell = element('td', { class: 'code' }, code === '' ? ' ' : code)
    if (flat) cell.style.setProperty('--share', `${Math.round((100 * Math.abs(flat)) / most)}%`)
    return element(
      'tr',
      { class: classes.join(' '), 'data-line': line },
      element('td', { class: 'value' }, value(flat)),
      element('td', { class: 'value muted' }, value(cum)),
      element('th', { scope: 'row', class: 'number' }, String(line)),
      cell,
    )
  })
  const head = ['Flat', 'Cum', 'Line', texts ? 'Source' : ''].map((name, index) =>
    element('th', { scope: 'col', class: index < 2 ? 'value' : index === 2 ? 'number' : 'code' }, name),
  )
  return element(
    'table',
    { class: 'source' },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows),
  )
}

function lineRows({ data: { lines }, state }: Page, file: number): Map<number, { flat: number; cum: number }> {
  const rows = new Map<number, { flat: number; cum: number }>()
  for (const [row, line] of lines.lines.entries()) {
    if (lines.files[row] !== file) continue
    rows.set(line, { flat: lines.flat[state.sampleType]?.[row] ?? 0, cum: lines.cum[state.sampleType]?.[row] ?? 0 })
  }
  return rows
}
