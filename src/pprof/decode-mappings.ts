import type { Ranges } from './decode-outline.ts'
import { type Row, type Table, tableOf } from './decode-rows.ts'
import type { Strings } from './decode-strings.ts'
import type { PprofMapping } from './pprof-profile.ts'
import { type Cursor, readNumber, readSigned, readUnsignedBig } from './wire.ts'

const unknownMapping: PprofMapping = {
  id: 0,
  start: 0n,
  limit: 0n,
  offset: 0n,
  file: '',
  buildId: '',
  hasFunctions: false,
  hasFilenames: false,
  hasLineNumbers: false,
  hasInlineFrames: false,
}

export function decodeMappings(bytes: Uint8Array, ranges: Ranges, strings: Strings): Table<PprofMapping> {
  const text = (cursor: Cursor, tag: number, field: string): string => strings(readSigned(cursor, tag, field), field)
  const flag = (cursor: Cursor, tag: number, field: string): boolean => readNumber(cursor, tag, field) !== 0
  const read: Readonly<Record<number, (row: Row<PprofMapping>, cursor: Cursor, tag: number) => void>> = {
    2: (row, cursor, tag) => {
      row.start = readUnsignedBig(cursor, tag, 'mapping.memory_start')
    },
    3: (row, cursor, tag) => {
      row.limit = readUnsignedBig(cursor, tag, 'mapping.memory_limit')
    },
    4: (row, cursor, tag) => {
      row.offset = readUnsignedBig(cursor, tag, 'mapping.file_offset')
    },
    5: (row, cursor, tag) => {
      row.file = text(cursor, tag, 'mapping.filename')
    },
    6: (row, cursor, tag) => {
      row.buildId = text(cursor, tag, 'mapping.build_id')
    },
    7: (row, cursor, tag) => {
      row.hasFunctions = flag(cursor, tag, 'mapping.has_functions')
    },
    8: (row, cursor, tag) => {
      row.hasFilenames = flag(cursor, tag, 'mapping.has_filenames')
    },
    9: (row, cursor, tag) => {
      row.hasLineNumbers = flag(cursor, tag, 'mapping.has_line_numbers')
    },
    10: (row, cursor, tag) => {
      row.hasInlineFrames = flag(cursor, tag, 'mapping.has_inline_frames')
    },
  }
  return tableOf<PprofMapping>(
    'mapping',
    bytes,
    ranges,
    () => ({ ...unknownMapping }),
    (row, cursor, tag) => {
      const readField = read[tag >>> 3]
      readField?.(row, cursor, tag)
      return readField !== undefined
    },
  )
}
