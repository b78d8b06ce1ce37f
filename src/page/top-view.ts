import { button, element } from './element.ts'
import { formatChange, formatShare } from './format.ts'
import { type Page, placeText } from './state.ts'
import type { View } from './tabs.ts'

type Column = 'flat' | 'cum' | 'name' | 'place'

interface Row {
  readonly fn: number
  readonly name: string
  readonly place: string
  readonly flat: number
  readonly cum: number
}

const ROWS_AT_ONCE = 200

/** pprof's top: functions by what they made themselves, or in another order; a search leaves those that match. */
export function topView(page: Page): View {
  let order: Column = 'flat'
  let isReversed = false
  let limit = ROWS_AT_ONCE
  const table = element('table', { class: 'top' })
  const more = element('div', { class: 'toolbar' })

  const sortBy = (column: Column): void => {
    isReversed = column === order ? !isReversed : false
    order = column
    limit = ROWS_AT_ONCE
    render()
    table.querySelector<HTMLElement>(`[data-column="${column}"]`)?.focus()
  }
  const render = (): void => {
    const rows = rowsOf(page).sort(comparing(order))
    if (isReversed) rows.reverse()
    const shown = rows.slice(0, limit)
    table.replaceChildren(headOf(order, isReversed, sortBy), bodyOf(page, shown))
    const hidden = rows.length - shown.length
    const note = rows.length === 0 ? 'No function.' : `${shown.length} of ${rows.length} functions`
    const all = button('Show all', {}, () => {
      limit = Number.POSITIVE_INFINITY
      render()
    })
    more.replaceChildren(element('span', { class: 'muted' }, note), ...(hidden > 0 ? [all] : []))
  }
  return { root: element('div', { class: 'scroll' }, table, more), render }
}

function rowsOf(page: Page): Row[] {
  const { data, state } = page
  const { flat, cum } = page.figures()
  return data.functions.names
    .map((name, fn) => ({ fn, name, place: placeText(data, fn), flat: flat[fn] as number, cum: cum[fn] as number }))
    .filter(
      ({ fn, flat, cum }) => (flat !== 0 || cum !== 0) && (state.search.trim() === '' || page.matchesFunction(fn)),
    )
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const comparing =
  (order: Column) =>
  (a: Row, b: Row): number => {
    if (order === 'name' || order === 'place') return compareText(a[order], b[order])
    const other = order === 'flat' ? 'cum' : 'flat'
    return (
      Math.abs(b[order]) - Math.abs(a[order]) || Math.abs(b[other]) - Math.abs(a[other]) || compareText(a.name, b.name)
    )
  }

function headOf(order: Column, isReversed: boolean, sortBy: (column: Column) => void): HTMLElement {
  const heading = (column: Column, text: string, isNumber: boolean): HTMLElement => {
    const isFalling = isNumber ? !isReversed : isReversed
    const sorted = order === column ? (isFalling ? 'descending' : 'ascending') : 'none'
    const arrow = order === column ? (isFalling ? ' ↓' : ' ↑') : ''
    const sort = button(text + arrow, { class: 'sort', 'data-column': column }, () => sortBy(column))
    return element('th', { scope: 'col', 'aria-sort': sorted, class: isNumber ? 'value' : '' }, sort)
  }
  const plain = (text: string): HTMLElement => element('th', { scope: 'col', class: 'value' }, text)
  return element(
    'thead',
    {},
    element(
      'tr',
      {},
      heading('flat', 'Flat', true),
      plain('Flat%'),
      plain('Sum%'),
      heading('cum', 'Cum', true),
      plain('Cum%'),
      heading('name', 'Function', false),
      heading('place', 'File', false),
    ),
  )
}

function bodyOf(page: Page, rows: readonly Row[]): HTMLElement {
  const { data, state } = page
  const { total } = page.figures()
  const { unit = '' } = data.sampleTypes[state.sampleType] ?? {}
  let sum = 0
  return element(
    'tbody',
    {},
    ...rows.map(({ fn, name, place, flat, cum }) => {
      sum += flat
      const value = (text: string, classes = ''): HTMLElement => element('td', { class: `value ${classes}` }, text)
      const change = data.isDiff && flat !== 0 ? (flat > 0 ? 'more' : 'less') : ''
      const flatCell = value(formatChange(flat, unit, data.isDiff), change)
      const open = button(name, { class: 'link name', title: place === '' ? name : 'Show the source' }, () =>
        page.update({ selected: fn, view: 'source' }),
      )
      return element(
        'tr',
        { class: fn === state.selected ? 'current' : '' },
        flatCell,
        shareCell(flat, total),
        value(formatShare(sum, total), 'muted'),
        value(formatChange(cum, unit, data.isDiff)),
        value(formatShare(cum, total)),
        element('td', { class: 'function' }, open),
        element('td', { class: 'place muted', title: place }, place),
      )
    }),
  )
}

/** A share with a bar as long. */
function shareCell(value: number, total: number): HTMLElement {
  const cell = element('td', { class: 'value share' }, formatShare(value, total))
  cell.style.setProperty('--share', `${total === 0 ? 0 : Math.min(100, Math.abs((100 * value) / total))}%`)
  return cell
}
