import type { Spend } from './decode-budget.ts'
import { type Id, idOf, indexOfId } from './decode-ids.ts'
import type { Ranges } from './decode-outline.ts'
import { type Table, tableOf } from './decode-rows.ts'
import type { PprofFunction, PprofLine, PprofLocation, PprofMapping } from './pprof-profile.ts'
import { ProfileError } from './profile-error.ts'
import { type Cursor, enter, leave, readNumber, readSigned, readTag, readUnsignedBig, skipValue } from './wire.ts'

export function decodeLocations(
  bytes: Uint8Array,
  ranges: Ranges,
  mappings: Table<PprofMapping>,
  functions: Table<PprofFunction>,
  spend: Spend,
): Table<PprofLocation> {
  const mapping = (cursor: Cursor, tag: number): PprofMapping | undefined => {
    if (readNumber(cursor, tag, 'location.mapping_id') === 0) return undefined
    const id = idOf(cursor)
    const found = mappings.rows[indexOfId(mappings.ids, id)]
    if (!found) throw new ProfileError(`a location refers to mapping ${id}, which is not there`)
    return found
  }
  return tableOf<PprofLocation>(
    'location',
    bytes,
    ranges,
    () => ({ id: 0, mapping: undefined, address: 0n, lines: noLines, isFolded: false }),
    (row, cursor, tag) => {
      const field = tag >>> 3
      if (field === 2) row.mapping = mapping(cursor, tag)
      else if (field === 3) row.address = readUnsignedBig(cursor, tag, 'location.address')
      else if (field === 4) {
        spend()
        const line = decodeLine(cursor, tag, functions)
        if (row.lines === noLines) row.lines = [line]
        else (row.lines as PprofLine[]).push(line)
      } else if (field === 5) row.isFolded = readNumber(cursor, tag, 'location.is_folded') !== 0
      else return false
      return true
    },
  )
}

const noLines: readonly PprofLine[] = []

function decodeLine(cursor: Cursor, tag: number, functions: Table<PprofFunction>): PprofLine {
  let id: Id = 0
  let line = 0
  let column = 0
  const outerEnd = enter(cursor, tag, 'location.line')
  while (cursor.at < cursor.end) {
    const tag = readTag(cursor)
    const field = tag >>> 3
    if (field === 1) {
      readNumber(cursor, tag, 'line.function_id')
      id = idOf(cursor)
    } else if (field === 2) line = readSigned(cursor, tag, 'line.line')
    else if (field === 3) column = readSigned(cursor, tag, 'line.column')
    else skipValue(cursor, tag)
  }
  leave(cursor, outerEnd)
  const found = functions.rows[indexOfId(functions.ids, id)]
  if (!found) throw new ProfileError(`a line of a location refers to function ${id}, which is not there`)
  return { function: found, line, column }
}
