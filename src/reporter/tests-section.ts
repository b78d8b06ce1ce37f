import { formatBytes } from '../report/bytes.ts'
import { brokenLimits } from './broken-limits.ts'
import { bytesColumn, countColumn } from './figure-columns.ts'
import { isFailing, type Measured } from './measured.ts'
import { fitted, testTitle } from './names.ts'
import { type Layout, tableLines } from './table.ts'
import { type TopTests, topTests } from './top-tests.ts'

/** Tests by what they keep. Nothing where none keeps anything. */
export function testsSection(measured: readonly Measured[], layout: Layout): string[] {
  const { shown, hidden } = topTests(measured)
  if (shown.length === 0) return []
  const figures = shown.map((test) => test.figures)
  return tableLines(
    {
      columns: [
        bytesColumn(
          'retained',
          figures.map(({ retainedBytes }) => retainedBytes),
          3,
        ),
        countColumn(
          'objects',
          figures.map(({ retainedObjects }) => retainedObjects),
          2,
        ),
        bytesColumn(
          'allocated',
          figures.map(({ allocatedBytes }) => allocatedBytes),
          1,
        ),
      ],
      name: { title: 'test', ...fitted(shown.map((test) => testTitle(test))) },
      rows: shown.length,
      marked: (row) => shown[row] !== undefined && isFailing(shown[row]),
      details: (row) => (shown[row] ? brokenLimits(shown[row]) : []),
      more: moreTests(hidden),
    },
    layout,
  )
}

function moreTests({ tests, bytes, failing }: TopTests['hidden']): string | undefined {
  if (tests === 0) return undefined
  const keep = tests === 1 ? 'keeps' : 'keep'
  const failed = failing > 0 ? `; ${failing} of them over a limit or worse than the baseline` : ''
  return `… and ${`${tests} more ${tests === 1 ? 'test' : 'tests'}`} that ${keep} ${formatBytes(bytes)} in all${failed}`
}
