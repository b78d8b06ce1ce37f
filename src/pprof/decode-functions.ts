import type { Ranges } from './decode-outline.ts'
import { type Table, tableOf } from './decode-rows.ts'
import type { Strings } from './decode-strings.ts'
import type { PprofFunction } from './pprof-profile.ts'
import { type Cursor, readSigned } from './wire.ts'

export function decodeFunctions(bytes: Uint8Array, ranges: Ranges, strings: Strings): Table<PprofFunction> {
  const text = (cursor: Cursor, tag: number, field: string): string => strings(readSigned(cursor, tag, field), field)
  return tableOf<PprofFunction>(
    'function',
    bytes,
    ranges,
    () => ({ id: 0, name: '', systemName: '', filename: '', startLine: 0 }),
    (row, cursor, tag) => {
      const field = tag >>> 3
      if (field === 2) row.name = text(cursor, tag, 'function.name')
      else if (field === 3) row.systemName = text(cursor, tag, 'function.system_name')
      else if (field === 4) row.filename = text(cursor, tag, 'function.filename')
      else if (field === 5) row.startLine = readSigned(cursor, tag, 'function.start_line')
      else return false
      return true
    },
  )
}
