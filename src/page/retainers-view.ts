import type { PageHolder, PageRetainedSite } from '../pprof/page/page-data.ts'
import { formatBytes } from '../report/bytes.ts'
import { button, element } from './element.ts'
import type { Page } from './state.ts'
import type { View } from './tabs.ts'

/** Who made and who holds what leaked: a card for each call site, with the paths that keep it. */
export function retainersView(page: Page): View {
  const root = element('div', { class: 'scroll retainers' })
  return {
    root,
    render() {
      const { retainers } = page.data
      if (!retainers) return
      const head = element(
        'p',
        { class: 'muted' },
        `${retainers.test}: figures of one call, an average of ${retainers.calls}. `,
        element('span', { class: 'suspect' }, '▶'),
        ' is the reference to look at.',
      )
      const sites = retainers.sites.filter((site) => page.state.search.trim() === '' || page.matches(siteText(site)))
      root.replaceChildren(head, ...sites.map((site) => siteCard(page, site)))
      if (sites.length === 0) root.append(element('p', { class: 'empty' }, 'No path has what is searched for.'))
    },
  }
}

const siteText = ({ function: name, file, kinds, holders }: PageRetainedSite): string =>
  [
    name,
    file,
    ...kinds.map(({ className }) => className),
    ...holders.flatMap(({ path }) => path.map(({ text }) => text)),
  ].join(' ')

function siteCard(page: Page, site: PageRetainedSite): HTMLElement {
  const { function: name, file, line, kinds, holders, omittedHolders, candidates } = site
  const fn = functionAt(page, site)
  const place = file === '' ? '(native)' : `${file}:${line}`
  const link =
    fn === -1
      ? element('span', { class: 'muted' }, place)
      : button(place, { class: 'link place' }, () => page.update({ selected: fn, view: 'source' }))
  const lines = candidates.map((candidate) => `line ${candidate.line} (${candidate.classNames.join(', ')})`).join(', ')
  return element(
    'article',
    { class: 'card' },
    element('h2', {}, element('span', { class: 'name' }, name === '' ? '(anonymous)' : name), ' ', link),
    element('p', {}, element('span', { class: 'muted' }, 'leaked '), kinds.map(kindText).join(', ')),
    ...(lines === '' ? [] : [element('p', {}, element('span', { class: 'muted' }, 'made in '), lines)]),
    ...(holders.length === 0
      ? []
      : [element('ol', { class: 'paths', 'aria-label': 'Held by' }, ...holders.map(pathItem))]),
    ...(omittedHolders > 0 ? [element('p', { class: 'muted' }, `and in ${omittedHolders} other ways`)] : []),
  )
}

const kindText = (kind: PageRetainedSite['kinds'][number]): string => {
  const bytes = kind.bytesPerCall + kind.offHeapBytesPerCall
  return `${kind.className} ×${Number(kind.objectsPerCall.toFixed(2))} (${formatBytes(bytes)})`
}

function pathItem({ path, count }: PageHolder): HTMLElement {
  const steps = path.flatMap(({ text, isSuspect }, index) => [
    ...(index === 0 ? [] : [element('span', { class: 'arrow', 'aria-hidden': 'true' }, ' › ')]),
    element('span', { class: isSuspect ? 'step suspect' : 'step' }, isSuspect ? `▶ ${text}` : text),
  ])
  return element('li', {}, ...steps, element('span', { class: 'muted count' }, count))
}

/** retainers.json has paths from the project's root, the profile may have absolute ones. */
function functionAt({ data }: Page, { file, line, function: name }: PageRetainedSite): number {
  if (file === '') return -1
  return data.functions.names.findIndex((shown, fn) => {
    const other = (data.files[data.functions.files[fn] ?? -1] ?? '').replaceAll('\\', '/')
    const isSameFile = other === file || other.endsWith(`/${file}`)
    return isSameFile && (data.functions.lines[fn] === line || shown === name)
  })
}
