import { formatBytes } from '../report/bytes.ts'
import { bytesColumn, countColumn } from './figure-columns.ts'
import { fileGrowths, LEAST_GROWTH_BYTES } from './file-growth.ts'
import type { Measured } from './measured.ts'
import { fileTitle, fitted } from './names.ts'
import { type Layout, tableLines } from './table.ts'

export const MOST_FILES = 5

/** Files by what they have left in their worker. */
export function filesSection(measured: readonly Measured[], layout: Layout): string[] {
  const files = fileGrowths(measured).filter(({ bytes }) => bytes >= LEAST_GROWTH_BYTES)
  if (files.length === 0) return []
  const shown = files.slice(0, MOST_FILES)
  const hidden = files.slice(MOST_FILES)
  const sum = hidden.reduce((total, { bytes }) => total + bytes, 0)
  return tableLines(
    {
      columns: [
        bytesColumn(
          'worker grew by',
          shown.map(({ bytes }) => bytes),
          2,
        ),
        countColumn(
          'tests',
          shown.map(({ tests }) => tests),
          1,
        ),
      ],
      name: { title: 'file', ...fitted(shown.map(fileTitle)) },
      rows: shown.length,
      more: hidden.length > 0 ? `… and ${hidden.length} more, by ${formatBytes(sum)} in all` : undefined,
    },
    layout,
  )
}
