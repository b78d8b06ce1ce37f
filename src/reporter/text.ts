import { formatLimit } from '../report/bytes.ts'
import { type Paint, plain } from '../report/paint.ts'
import { count } from '../report/text.ts'
import { baselineNews } from './baseline-news.ts'
import { baselineSection } from './baseline-section.ts'
import { filesSection } from './files-section.ts'
import { wrap } from './fit.ts'
import { isOver, measuredIn } from './measured.ts'
import type { RunFigures } from './run-figures.ts'
import { sitesSection } from './sites-section.ts'
import type { Layout } from './table.ts'
import { testsSection } from './tests-section.ts'
import { unmeasuredIn } from './unmeasured.ts'
import { unmeasuredSection } from './unmeasured-section.ts'

export interface TextOptions {
  /** Of the terminal: no line is longer. Default: there is none, and nothing is cut. */
  readonly columns?: number | undefined
  readonly paint?: Paint
}

/** The table at the end of a run. Nothing where there is nothing to tell. */
export function runText(run: RunFigures, { columns, paint = plain }: TextOptions = {}): string {
  const layout: Layout = { columns: columns ?? Infinity, paint }
  const measured = measuredIn(run)
  const news = [
    testsSection(measured, layout),
    filesSection(measured, layout),
    sitesSection(measured, layout),
    baselineSection(run, layout),
  ].filter((lines) => lines.length > 0)
  // A test that an assertion has measured is nothing to tell by itself, one that nobody has measured is.
  const isUnmeasured = unmeasuredIn(run).some(({ reason }) => reason !== 'assertion')
  if (news.length === 0 && !isUnmeasured) return ''
  const sections = [headLines(run, layout), ...news, unmeasuredSection(run, layout)]
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

const TITLE = 'memory'

/** ` memory  312 of 340 tests measured in 41 files: 2 over their limit, 1 worse than its baseline`. */
export function headLines(run: RunFigures, { columns, paint }: Layout): string[] {
  const [first = '', ...others] = wrap(headText(run), columns, ' '.repeat(TITLE.length + 3))
  return [` ${paint.bold(TITLE)}  ${first.trimStart()}`, ...others, ...estimateLines(run, columns).map(paint.dim)]
}

/** What the run came to, in one sentence. */
export function headText(run: RunFigures): string {
  const measured = measuredIn(run)
  if (measured.length === 0) return 'no test was measured as a whole'
  const files = new Set(measured.map(({ file }) => file)).size
  const all = run.total.tests === measured.length ? '' : `${measured.length} of `
  const over = measured.filter(isOver).length
  const worse = baselineNews(run).worse.length
  const found = [
    ...(over > 0 ? [`${over} over ${over === 1 ? 'its' : 'their'} limit`] : []),
    ...(worse > 0 ? [`${worse} worse than ${worse === 1 ? 'its' : 'their'} baseline`] : []),
  ]
  const what = `${all}${count(run.total.tests, 'test')} measured in ${count(files, 'file')}`
  return found.length > 0 ? `${what}: ${found.join(', ')}` : what
}

const estimateLines = (run: RunFigures, columns: number): string[] => {
  const sentence = estimateText(run)
  return sentence === '' ? [] : wrap(sentence, columns)
}

/** That figures are estimates, and how to have exact ones. Nothing where they are exact. */
export function estimateText(run: RunFigures): string {
  const interval = Math.max(1, ...measuredIn(run).map(({ figures }) => figures.samplingIntervalBytes))
  if (interval <= 1) return ''
  const sample = `one allocation in every ${formatLimit(interval)} is recorded`
  return `figures are estimates (${sample}); exact ones: leak({ perTest: { samplingInterval: 1 } })`
}
