import { type Id, type IdTable, idNumbers, idOf, idTableOf } from './decode-ids.ts'
import type { Ranges } from './decode-outline.ts'
import { type Cursor, cursorOver, readNumber, readTag, skipValue } from './wire.ts'

export interface Table<T> {
  readonly rows: readonly T[]
  readonly ids: IdTable
}

/** A row while it is filled. */
export type Row<T> = { -readonly [K in keyof T]: T[K] }

/** Reads all messages of a kind; `readField` puts a field into the row and says whether it knows it. */
export function rowsOf<T>(
  bytes: Uint8Array,
  ranges: Ranges,
  emptyRow: () => Row<T>,
  readField: (row: Row<T>, cursor: Cursor, tag: number) => boolean,
): Row<T>[] {
  const rows: Row<T>[] = []
  const cursor = cursorOver(bytes)
  for (let i = 0; i < ranges.length; i += 2) {
    cursor.at = ranges[i] as number
    cursor.end = ranges[i + 1] as number
    const row = emptyRow()
    while (cursor.at < cursor.end) {
      const tag = readTag(cursor)
      if (!readField(row, cursor, tag)) skipValue(cursor, tag)
    }
    rows.push(row)
  }
  return rows
}

/** As `rowsOf`, of messages whose field 1 is their id. */
export function tableOf<T extends { readonly id: number }>(
  of: string,
  bytes: Uint8Array,
  ranges: Ranges,
  emptyRow: () => Row<T>,
  readField: (row: Row<T>, cursor: Cursor, tag: number) => boolean,
): Table<T> {
  const ids: Id[] = []
  const startRow = (): Row<T> => {
    ids.push(0)
    return emptyRow()
  }
  const rows = rowsOf<T>(bytes, ranges, startRow, (row, cursor, tag) => {
    if (tag >>> 3 !== 1) return readField(row, cursor, tag)
    readNumber(cursor, tag, `${of}.id`)
    ids[ids.length - 1] = idOf(cursor)
    return true
  })
  const table = idTableOf(ids, of)
  for (const [index, id] of idNumbers(ids).entries()) (rows[index] as Row<T>).id = id
  return { rows, ids: table }
}
