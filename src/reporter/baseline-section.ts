import { formatBytes } from '../report/bytes.ts'
import { printable } from '../report/text.ts'
import { type BaselineNews, baselineNews, type Compared } from './baseline-news.ts'
import { wrap } from './fit.ts'
import { fitted, siteTitle, testTitle } from './names.ts'
import type { ObsoleteEntries, RunFigures } from './run-figures.ts'
import { type Layout, tableLines } from './table.ts'

const MOST_OF_A_KIND = 10
const MOST_DETAILS = 5

interface Row {
  readonly kind: string
  readonly change: string
  readonly name: string
  readonly details: readonly string[]
  readonly isMarked?: boolean
}

/** What differs from the committed figures, and what to do about it. */
export function baselineSection(run: RunFigures, layout: Layout): string[] {
  const news = baselineNews(run)
  const rows = rowsOf(news)
  const said = [writtenText(news), adviceText(news)]
    .filter((sentence) => sentence !== '')
    .flatMap((sentence) => wrap(sentence, layout.columns))
    .map(layout.paint.dim)
  if (rows.length === 0) return said.length > 0 ? [`   ${layout.paint.bold('baseline')}`, ...said] : []
  const table = tableLines(
    {
      columns: [
        { title: 'baseline', cells: rows.map(({ kind }) => kind), importance: 2, align: 'start' },
        { title: 'was → is', cells: rows.map(({ change }) => change), importance: 1, align: 'start' },
      ],
      name: { title: 'test', ...fitted(rows.map(({ name }) => name)) },
      rows: rows.length,
      details: (row) => rows[row]?.details ?? [],
      marked: (row) => rows[row]?.isMarked === true,
    },
    layout,
  )
  return [...table, ...said]
}

const rowsOf = ({ worse, better, others, obsolete }: BaselineNews): Row[] => [
  ...limited(worse.map((entry) => ({ ...comparedRow('worse', entry), isMarked: true }))),
  ...limited(better.map((entry) => comparedRow('better', entry))),
  ...limited(others.map((entry) => ({ ...comparedRow(kindOf(entry), entry), change: '' }))),
  ...limited(obsolete.map(obsoleteRow)),
]

/** As many of a kind as a person reads. */
function limited(rows: readonly Row[]): Row[] {
  const [first] = rows
  if (!first || rows.length <= MOST_OF_A_KIND) return [...rows]
  const hidden = rows.length - MOST_OF_A_KIND
  const more = { kind: first.kind, change: '', name: `… and ${hidden} more`, details: [] }
  return [...rows.slice(0, MOST_OF_A_KIND), more]
}

const kindOf = ({ newSites, fixedSites }: Compared): string =>
  fixedSites.length > 0 ? 'fixed' : newSites.length > 0 ? 'new site' : 'note'

function comparedRow(kind: string, { test, key, change, newSites, fixedSites, note }: Compared): Row {
  const details = [
    ...newSites.map((site) => `new site: ${siteTitle(site)} keeps ${formatBytes(site.bytes)}`),
    ...fixedSites.map((fingerprint) => `keeps nothing any more: ${printable(fingerprint)}`),
    ...(note === undefined ? [] : [printable(note)]),
  ]
  return { kind, change: change ? changeText(change) : '', name: testTitle(test, key), details: fewer(details) }
}

const obsoleteRow = ({ file, keys }: ObsoleteEntries): Row => ({
  kind: 'obsolete',
  change: '',
  name: printable(file),
  details: fewer(keys.map(printable)),
})

const fewer = (details: readonly string[]): string[] => [
  ...details.slice(0, MOST_DETAILS),
  ...(details.length > MOST_DETAILS ? [`… and ${details.length - MOST_DETAILS} more`] : []),
]

/** `2.0 MB → 4.2 MB`; rounded, unless that hides the difference. */
export function changeText({ before, now, metric }: NonNullable<Compared['change']>): string {
  const [was, is] = [formatBytes(before), formatBytes(now)]
  const text = was === is && before !== now ? `${before} B → ${now} B` : `${was} → ${is}`
  return metric === 'allocated' ? `${text} allocated` : text
}

const entries = (amount: number): string => (amount === 1 ? 'entry' : 'entries')

/** What this run has put into the committed files. */
export function writtenText({ counts }: BaselineNews): string {
  const written = counts.new > 0 ? [`${counts.new} new ${entries(counts.new)} written`] : []
  const updated = counts.updated > 0 ? [`${counts.updated} ${entries(counts.updated)} updated`] : []
  const parts = [...written, ...updated]
  return parts.length > 0 ? `${parts.join(', ')}: commit the files in __heap__` : ''
}

/** What `vitest -u` would do: it takes all figures, the worse ones too. */
export function adviceText({ worse, better, others, obsolete }: BaselineNews): string {
  const hasFixed = [...worse, ...better, ...others].some(({ fixedSites }) => fixedSites.length > 0)
  const removed = [
    ...(hasFixed ? ['sites that keep nothing any more'] : []),
    ...(obsolete.length > 0 ? ['obsolete entries'] : []),
  ]
  if (better.length + removed.length === 0) return ''
  const written = [...(better.length > 0 ? ['the better'] : []), ...(worse.length > 0 ? ['the worse'] : [])]
  const does = [
    ...(written.length > 0 ? [`writes ${written.join(' and ')} figures to the baseline`] : []),
    ...(removed.length > 0 ? [`removes ${removed.join(' and ')}`] : []),
  ]
  return `npx vitest -u ${does.join(', and ')}`
}
