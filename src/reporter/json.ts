import { baselineNews } from './baseline-news.ts'
import { callSites } from './call-sites.ts'
import { fileGrowths } from './file-growth.ts'
import { isOver, isWorse, measuredIn } from './measured.ts'
import type { RunFigures } from './run-figures.ts'
import { unmeasuredIn } from './unmeasured.ts'

/** A run as data, described in docs/reporter.md: nothing of the machine, and the same text for the same figures. */
export function runJson(run: RunFigures): string {
  const measured = measuredIn(run)
  const unmeasured = unmeasuredIn(run).map(({ reason, tests }) => [reason, tests.length])
  const data = {
    version: 1,
    total: {
      files: run.total.files,
      tests: run.total.tests,
      measured: measured.length,
      unmeasured: Object.fromEntries(unmeasured) as Record<string, number>,
      retainedBytes: measured.reduce((sum, { figures }) => sum + figures.retainedBytes, 0),
      retainedObjects: measured.reduce((sum, { figures }) => sum + figures.retainedObjects, 0),
      overLimit: measured.filter(isOver).length,
      worse: measured.filter(isWorse).length,
    },
    tests: run.tests.map(({ figures, ...test }) => ({ ...test, ...figures })),
    files: fileGrowths(measured),
    sites: callSites(measured).map(({ failing, ...site }) => site),
    baseline: baselineNews(run).counts,
    obsolete: run.obsolete,
  }
  return `${JSON.stringify(data, null, 2)}\n`
}
