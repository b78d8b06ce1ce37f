import { button, element } from './element.ts'
import { formatShare, formatValue } from './format.ts'
import { matchedSize } from './profile-model.ts'
import type { Page } from './state.ts'
import { isDark, onSystemTheme, toggleTheme } from './theme.ts'

export function header(page: Page, tabList: HTMLElement): HTMLElement {
  return element(
    'header',
    {},
    element(
      'div',
      { class: 'bar' },
      titleOf(page),
      element('div', { class: 'controls' }, typeSelect(page), searchBox(page), themeButton(page)),
    ),
    tabList,
  )
}

function titleOf({ data, state, onChange }: Page): HTMLElement {
  const facts = element('p', { class: 'facts' })
  const write = (): void => {
    const type = data.sampleTypes[state.sampleType]
    facts.textContent = [
      type && `${type.type} ${formatValue(type.total, type.unit)}`,
      data.time > 0 && new Date(data.time).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' }),
      data.duration > 0 && `${formatValue(data.duration, 'milliseconds')} recorded`,
      data.isDiff && 'differences',
    ]
      .filter((fact) => typeof fact === 'string')
      .join(' · ')
  }
  write()
  onChange(write)
  return element('div', { class: 'title' }, element('h1', { title: data.title }, data.title), facts)
}

function typeSelect({ data, state, update }: Page): HTMLElement {
  const select = element('select', { id: 'sample-type' })
  for (const [index, { type, unit, total }] of data.sampleTypes.entries()) {
    const text = total === 0 ? `${type} (none)` : `${type} (${formatValue(total, unit)})`
    select.append(element('option', { value: index, selected: index === state.sampleType }, text))
  }
  select.addEventListener('change', () => update({ sampleType: Number(select.value) }))
  return element('label', { class: 'control' }, element('span', {}, 'Sample type'), select)
}

/** Milliseconds without a key before a search begins: a profile of millions takes longer than a key. */
const PAUSE = 120

function searchBox(page: Page): HTMLElement {
  const input = element('input', {
    id: 'search',
    type: 'search',
    placeholder: 'function, file or RegExp',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'search-result',
    'aria-keyshortcuts': '/',
  })
  const result = element('output', { id: 'search-result', for: 'search', 'aria-live': 'polite' })
  let timer: ReturnType<typeof setTimeout> | undefined
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => page.update({ search: input.value }), PAUSE)
  })
  const write = (): void => {
    if (page.state.search.trim() === '') {
      result.textContent = ''
      return
    }
    const { flat, cum } = page.figures()
    const count = page.data.functions.names.filter(
      (_, fn) => (flat[fn] !== 0 || cum[fn] !== 0) && page.matchesFunction(fn),
    ).length
    const size = matchedSize(page.state.model, page.figures(), (fn) => page.matchesFunction(fn))
    const all = page.figures().sizes[0] ?? 0
    const functions = count === 1 ? '1 function' : `${count} functions`
    result.textContent = count === 0 ? 'no function' : `${functions}, ${formatShare(size, all)}`
  }
  page.onChange(({ search, sampleType }) => {
    if (search !== undefined && search !== input.value) input.value = search
    if (search !== undefined || sampleType !== undefined) write()
  })
  return element(
    'div',
    { class: 'control search' },
    element('label', { for: 'search' }, 'Search'),
    input,
    element('kbd', { 'aria-hidden': 'true' }, '/'),
    result,
  )
}

function themeButton({ update }: Page): HTMLElement {
  const toggle = button('', { class: 'theme' }, () => {
    toggleTheme()
    write()
    update({ isDark: isDark() })
  })
  const write = (): void => {
    const other = isDark() ? 'light' : 'dark'
    toggle.textContent = isDark() ? '☀' : '☾'
    toggle.setAttribute('aria-label', `Switch to ${other} colours`)
    toggle.title = `Switch to ${other} colours`
  }
  write()
  onSystemTheme(() => {
    write()
    update({ isDark: isDark() })
  })
  return toggle
}
