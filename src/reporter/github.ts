import { relative, resolve } from 'node:path'
import type { SiteKept } from '../per-test/figures.ts'
import { formatBytes } from '../report/bytes.ts'
import { baselineNews } from './baseline-news.ts'
import { changeText } from './baseline-section.ts'
import { brokenLimits } from './broken-limits.ts'
import { isFailing, isOver, isWorse, type Measured, measuredIn } from './measured.ts'
import { siteTitle, testTitle } from './names.ts'
import type { RunFigures } from './run-figures.ts'

/** GitHub shows no more of them for a step. */
const MOST_ANNOTATIONS = 10

/**
 * Workflow commands for tests that are over their limit or worse than their baseline, at the call site that keeps most: Vitest's own
 * reporter annotates the tests.
 *
 * @param workspace where the repository is, which GitHub's paths are relative to; absolute
 */
export function githubCommands(run: RunFigures, workspace: string = run.root): string[] {
  const failing = measuredIn(run).filter(isFailing)
  const largestFirst = failing.sort((a, b) => b.figures.retainedBytes - a.figures.retainedBytes)
  return largestFirst.slice(0, MOST_ANNOTATIONS).map((test) => {
    const site = ownSite(test)
    const { file, line } = site ?? { file: test.file, line: test.line ?? 0 }
    const path = relative(workspace, resolve(run.root, file)).replaceAll('\\', '/')
    const properties = { file: path, ...(line > 0 ? { line: String(line) } : {}), title: testTitle(test) }
    const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`)
    return `::error ${list.join(',')}::${escapeData(messageOf(run, test, site))}`
  })
}

function messageOf(run: RunFigures, test: Measured, site: SiteKept | undefined): string {
  const change = baselineNews(run).worse.find((entry) => entry.test === test)?.change
  const was = change ? `: ${changeText(change)}` : ''
  const reasons = [...brokenLimits(test), ...(isWorse(test) ? [`worse than its baseline${was}`] : [])]
  const place = site ? `\n${siteTitle(site)} keeps ${formatBytes(site.bytes)}` : ''
  return `${reasons.join('; ')}${place}`
}

/** The one that keeps most, among the project's own: GitHub shows annotations of the repository's files alone. */
function ownSite(test: Measured): SiteKept | undefined {
  const { baseline, sites = [] } = test.figures
  const candidates = isOver(test) ? sites : [...(baseline?.newSites ?? []), ...sites]
  return candidates.find(({ file }) => file !== '' && !/^(?:node:|\.\.\/|\/)|(?:^|\/)node_modules\//.test(file))
}

const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
