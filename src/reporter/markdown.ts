import { formatBytes } from '../report/bytes.ts'
import { printable } from '../report/text.ts'
import { baselineNews, type Compared } from './baseline-news.ts'
import { adviceText, changeText, writtenText } from './baseline-section.ts'
import { brokenLimits } from './broken-limits.ts'
import { callSites, isWorthARow } from './call-sites.ts'
import { bytesColumn, formatCount } from './figure-columns.ts'
import { fileGrowths, LEAST_GROWTH_BYTES } from './file-growth.ts'
import { MOST_FILES } from './files-section.ts'
import { isFailing, type Measured, measuredIn } from './measured.ts'
import { fileTitle, siteTitle, testTitle } from './names.ts'
import type { RunFigures } from './run-figures.ts'
import { MOST_SITES } from './sites-section.ts'
import { estimateText, headText, runText } from './text.ts'
import { topTests } from './top-tests.ts'
import { reasonTexts, unmeasuredIn } from './unmeasured.ts'

/** The table at the end of a run for a page, as GitHub's job summary. Nothing where there is nothing to tell. */
export function runMarkdown(run: RunFigures): string {
  if (runText(run) === '') return ''
  const measured = measuredIn(run)
  const parts = [
    '### Memory of the tests',
    [headText(run), estimateText(run)]
      .filter((sentence) => sentence !== '')
      .map((sentence) => `${escapeMarkdown(sentence)}.`)
      .join(' '),
    testsTable(measured),
    filesTable(measured),
    sitesTable(measured),
    baselineList(run),
    unmeasuredList(run),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n\n`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&#124;' }

/** Text as it is: no markup, no HTML, no end of a table's cell, no beginning of a list. */
export const escapeMarkdown = (text: string): string =>
  printable(text)
    .replace(/[&<>|\\`*_{}[\]~$!]|^[-+#]/g, (found) => entities[found] ?? `\\${found}`)
    .replace(/^(\d+)([.)])/, '$1\\$2')

const bold = (cell: string, isBold: boolean): string => (isBold && cell !== '' ? `**${cell}**` : cell)

/** Figures first, and what they are about last. */
function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = titles.map((_, column) => (column < titles.length - 1 ? '---:' : '---'))
  return [titles, rule, ...rows].map(line).join('\n')
}

function testsTable(measured: readonly Measured[]): string {
  const { shown, hidden } = topTests(measured)
  const column = (values: readonly (number | undefined)[]) => bytesColumn('', values, 0).cells
  const retained = column(shown.map(({ figures }) => figures.retainedBytes))
  const allocated = column(shown.map(({ figures }) => figures.allocatedBytes))
  const hasAllocated = allocated.some((cell) => cell !== '')
  const hasOver = shown.some((test) => brokenLimits(test).length > 0)
  const titles = [
    'retained',
    'objects',
    ...(hasAllocated ? ['allocated'] : []),
    ...(hasOver ? ['over its limit'] : []),
    'test',
  ]
  const rows = shown.map((test, row) => {
    const cells = [
      retained[row] ?? '',
      formatCount(test.figures.retainedObjects),
      ...(hasAllocated ? [allocated[row] ?? ''] : []),
      ...(hasOver ? [escapeMarkdown(brokenLimits(test).join(', ').replaceAll('over its limit: ', ''))] : []),
      escapeMarkdown(testTitle(test)),
    ]
    return cells.map((cell) => bold(cell, isFailing(test)))
  })
  const more = hidden.tests === 0 ? '' : `\n\n… and ${hidden.tests} more, ${formatBytes(hidden.bytes)} in all.`
  return table(titles, rows) + more
}

function filesTable(measured: readonly Measured[]): string {
  const files = fileGrowths(measured).filter(({ bytes }) => bytes >= LEAST_GROWTH_BYTES)
  const rows = files
    .slice(0, MOST_FILES)
    .map((file) => [formatBytes(file.bytes), formatCount(file.tests), escapeMarkdown(fileTitle(file))])
  return table(['worker grew by', 'tests', 'file'], rows)
}

function sitesTable(measured: readonly Measured[]): string {
  const sites = callSites(measured).filter(isWorthARow).slice(0, MOST_SITES)
  const rows = sites.map((site) => {
    return [
      formatBytes(site.bytes),
      formatCount(site.objects),
      formatCount(site.tests),
      escapeMarkdown(siteTitle(site)),
    ]
  })
  return table(['retained', 'objects', 'in tests', 'call site'], rows)
}

const MOST_LINES = 20

const list = (title: string, items: readonly string[]): string[] => {
  const hidden = items.length - MOST_LINES
  const more = hidden > 0 ? [`… and ${hidden} more`] : []
  return items.length === 0 ? [] : [`**${title}**`, [...items.slice(0, MOST_LINES), ...more].map(item).join('\n')]
}

const item = (text: string): string => `- ${text}`

function baselineList(run: RunFigures): string {
  const news = baselineNews(run)
  const { worse, better, others, obsolete } = news
  const entries = obsolete.flatMap(({ file, keys }) => keys.map((key) => escapeMarkdown(`${key} in ${file}`)))
  const sentences = [writtenText(news), adviceText(news)].filter((sentence) => sentence !== '')
  return [
    ...list('Worse than the baseline', worse.map(comparedText)),
    ...list('Better than the baseline', better.map(comparedText)),
    ...list(
      'Not as in the baseline',
      others.map(({ change, ...entry }) => comparedText(entry)),
    ),
    ...list('Obsolete in baselines', entries),
    ...sentences.map((sentence) => `${escapeMarkdown(sentence)}.`),
  ].join('\n\n')
}

function comparedText({ test, key, change, newSites, fixedSites, note }: Compared): string {
  const lines = [
    testTitle(test, key),
    ...(change ? [changeText(change)] : []),
    ...newSites.map((site) => `new site: ${siteTitle(site)} keeps ${formatBytes(site.bytes)}`),
    ...fixedSites.map((fingerprint) => `keeps nothing any more: ${fingerprint}`),
    ...(note === undefined ? [] : [note]),
  ]
  return lines.map(escapeMarkdown).join('<br>')
}

function unmeasuredList(run: RunFigures): string {
  const lines = unmeasuredIn(run).map(({ reason, tests }) => `${formatCount(tests.length)} ${reasonTexts[reason]}`)
  return list('Tests without a figure', lines).join('\n\n')
}
