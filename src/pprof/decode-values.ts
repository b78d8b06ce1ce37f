import { type Cursor, readVarint, signed } from './wire.ts'

/**
 * Puts the packed values from `start` to `end` into the column, from `index` on. What is more than `room` is counted, for an error, but not
 * put anywhere.
 *
 * @returns how many there are
 */
export function readValues(
  cursor: Cursor,
  start: number,
  end: number,
  column: Float64Array,
  index: number,
  room: number,
): number {
  const { bytes } = cursor
  let count = 0
  let at = start
  while (at < end) {
    const first = at
    // Values of up to three bytes are read in place: zeros and small counts are the most frequent ones.
    let value = bytes[at++] as number
    if (value >= 0x80) {
      let byte = bytes[at++] as number
      value = (value & 0x7f) | ((byte & 0x7f) << 7)
      if (byte >= 0x80) {
        byte = bytes[at++] as number
        value |= (byte & 0x7f) << 14
      }
      if (byte >= 0x80 || at > end) {
        cursor.at = first
        cursor.end = end
        readVarint(cursor)
        at = cursor.at
        value = signed(cursor)
      }
    }
    if (count < room) column[index + count] = value
    count++
  }
  return count
}
