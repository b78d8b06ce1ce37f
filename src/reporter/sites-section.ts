import { formatBytes } from '../report/bytes.ts'
import { callSites, isWorthARow } from './call-sites.ts'
import { bytesColumn, countColumn } from './figure-columns.ts'
import type { Measured } from './measured.ts'
import { siteTitles } from './names.ts'
import { type Layout, tableLines } from './table.ts'

export const MOST_SITES = 8

/** Call sites by what they keep of all tests. */
export function sitesSection(measured: readonly Measured[], layout: Layout): string[] {
  const sites = callSites(measured).filter(isWorthARow)
  if (sites.length === 0) return []
  const shown = sites.slice(0, MOST_SITES)
  const hidden = sites.slice(MOST_SITES)
  const sum = hidden.reduce((total, { bytes }) => total + bytes, 0)
  const keep = hidden.length === 1 ? 'keeps' : 'keep'
  return tableLines(
    {
      columns: [
        bytesColumn(
          'retained',
          shown.map(({ bytes }) => bytes),
          3,
        ),
        countColumn(
          'objects',
          shown.map(({ objects }) => objects),
          1,
        ),
        countColumn(
          'in tests',
          shown.map(({ tests }) => tests),
          2,
        ),
      ],
      name: { title: 'call site', ...siteTitles(shown) },
      rows: shown.length,
      more: hidden.length > 0 ? `… and ${hidden.length} more that ${keep} ${formatBytes(sum)} in all` : undefined,
    },
    layout,
  )
}
