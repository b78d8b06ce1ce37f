import { button, element } from './element.ts'
import { formatChange, formatShare } from './format.ts'
import { hasSource, sourceTable } from './source-table.ts'
import type { Page } from './state.ts'
import type { View } from './tabs.ts'

/** A profile may name thousands of files, most of them with next to nothing. */
const MOST_FILES = 200

/** Files at the left, biggest first; the chosen one at the right, with what each line made. */
export function sourceView(page: Page): View {
  const list = element('nav', { class: 'files', 'aria-label': 'Files' })
  const content = element('div', { class: 'file' })
  let file = -1
  let selected = -2

  const open = (chosen: number): void => {
    file = chosen
    render()
  }
  const render = (): void => {
    const files = filesBySize(page)
    if (page.state.selected !== selected) {
      selected = page.state.selected
      file = page.data.functions.files[selected] ?? file
    }
    if (file === -1) file = files[0]?.file ?? -1
    list.replaceChildren(...fileButtons(page, files, file, open))
    content.replaceChildren(...contentOf(page, file))
    const line = page.data.functions.files[selected] === file ? page.data.functions.lines[selected] : undefined
    const row = line === undefined ? content.querySelector('tr.made') : content.querySelector(`tr[data-line="${line}"]`)
    row?.scrollIntoView({ block: 'center' })
  }
  return { root: element('div', { class: 'columns' }, list, content), render }
}

interface FileSize {
  readonly file: number
  readonly flat: number
  /** Of both signs. */
  readonly size: number
}

function filesBySize(page: Page): FileSize[] {
  const { files, functions } = page.data
  const { flat } = page.figures()
  const sizes = files.map((_, file) => ({ file, flat: 0, size: 0 }))
  for (const [fn, file] of functions.files.entries()) {
    const entry = sizes[file]
    if (!entry) continue
    entry.flat += flat[fn] as number
    entry.size += Math.abs(flat[fn] as number)
  }
  return sizes.sort(
    (a, b) => b.size - a.size || Number(hasSource(page.data, b.file)) - Number(hasSource(page.data, a.file)),
  )
}

function fileButtons(page: Page, files: readonly FileSize[], chosen: number, open: (file: number) => void): Node[] {
  const { data, state } = page
  const { unit = '' } = data.sampleTypes[state.sampleType] ?? {}
  const isFound = ({ file }: FileSize): boolean =>
    state.search.trim() === '' || page.matches(data.files[file] ?? '') || page.matches(data.sources[file] ?? '')
  const found = files.filter((entry) => isFound(entry) || entry.file === chosen)
  const shown = found.slice(0, MOST_FILES)
  const buttons = shown.map(({ file, flat }) => {
    const name = data.files[file] ?? ''
    const made = button(
      '',
      { class: 'file-name', title: name, 'aria-current': file === chosen ? 'true' : undefined },
      () => open(file),
    )
    made.append(
      element('span', { class: 'path' }, shortPath(name)),
      element('span', { class: 'muted' }, flat === 0 ? '' : formatChange(flat, unit, data.isDiff)),
    )
    return made
  })
  const hidden = found.length - shown.length
  return hidden > 0
    ? [...buttons, element('p', { class: 'muted note' }, `and ${hidden} more: search for them`)]
    : buttons
}

const shortPath = (path: string): string => path.split(/[\\/]/).slice(-3).join('/')

function contentOf(page: Page, file: number): Node[] {
  const { data, state } = page
  if (file === -1) return [element('p', { class: 'empty' }, 'This profile names no files.')]
  const name = data.files[file] ?? ''
  const { flat, total } = fileFigures(page, file)
  const { unit = '' } = data.sampleTypes[state.sampleType] ?? {}
  const note = hasSource(data, file)
    ? []
    : [
        element(
          'p',
          { class: 'note' },
          'The text of this file is not in the page: only lines that the profile names are shown.',
        ),
      ]
  return [
    element(
      'h2',
      { class: 'file-title' },
      name,
      element('span', { class: 'muted' }, ` ${formatChange(flat, unit, data.isDiff)} (${formatShare(flat, total)})`),
    ),
    ...note,
    element(
      'div',
      { class: 'file-scroll', tabindex: '0', role: 'region', 'aria-label': `Source of ${name}` },
      sourceTable(page, file),
    ),
  ]
}

function fileFigures(page: Page, file: number): { flat: number; total: number } {
  const { flat, total } = page.figures()
  return {
    flat: page.data.functions.files.reduce((sum, of, fn) => (of === file ? sum + (flat[fn] as number) : sum), 0),
    total,
  }
}
