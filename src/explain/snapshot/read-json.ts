import {
  BACKSLASH,
  type ByteCursor,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  expectByte,
  MINUS,
  NINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  peekByte,
  peekToken,
  QUOTE,
  SnapshotError,
  ZERO,
} from './byte-cursor.ts'

/** The text of a small value: the header, a key. */
export function readSmallValue(cursor: ByteCursor, mostBytes = 1 << 20): unknown {
  const bytes: number[] = []
  let depth = 0
  let inString = false
  peekToken(cursor)
  for (;;) {
    const byte = peekByte(cursor)
    cursor.at++
    bytes.push(byte)
    if (bytes.length > mostBytes)
      throw new SnapshotError(`the heap snapshot's header is larger than ${mostBytes} bytes`)
    if (inString) {
      if (byte === BACKSLASH) {
        bytes.push(peekByte(cursor))
        cursor.at++
      } else if (byte === QUOTE) inString = false
    } else if (byte === QUOTE) inString = true
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--
    if (depth === 0 && !inString && (byte === QUOTE || byte === CLOSE_BRACE || byte === CLOSE_BRACKET)) break
  }
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (cause) {
    throw new SnapshotError(`the heap snapshot is no JSON at byte ${cursor.offset + cursor.at}`, { cause })
  }
}

/** Rows that are handed out together: a call for each one takes as long as to read it. */
const ROWS_AT_ONCE = 1024

/**
 * An array of whole numbers, in rows of so many.
 *
 * @param onRows called for some rows at a time, one after the other in an array that is used again for the next
 */
export function readRows(
  cursor: ByteCursor,
  fields: number,
  onRows: (rows: Float64Array, count: number) => void,
): void {
  expectByte(cursor, OPEN_BRACKET)
  const rows = new Float64Array(fields * ROWS_AT_ONCE)
  const { bytes } = cursor
  let { at, end } = cursor
  let filled = 0
  let value = 0
  let isNegative = false
  let hasDigits = false
  for (;;) {
    if (at === end) {
      cursor.at = at
      // Says that the text ended in the middle, if it did.
      peekByte(cursor)
      at = cursor.at
      end = cursor.end
    }
    let byte = bytes[at++] as number
    while (byte >= ZERO && byte <= NINE) {
      value = value * 10 + (byte - ZERO)
      hasDigits = true
      if (at === end) break
      byte = bytes[at++] as number
    }
    // The rest of the number is in the next piece.
    if (byte >= ZERO && byte <= NINE) continue
    if (byte === MINUS) {
      isNegative = true
      continue
    }
    if (hasDigits) {
      rows[filled++] = isNegative ? -value : value
      value = 0
      isNegative = false
      hasDigits = false
      if (filled === rows.length) {
        onRows(rows, ROWS_AT_ONCE)
        filled = 0
      }
    }
    if (byte === CLOSE_BRACKET) break
    if (byte !== COMMA && byte > 0x20) {
      throw new SnapshotError(
        `the heap snapshot has ${JSON.stringify(String.fromCharCode(byte))} among its numbers, at byte ${cursor.offset + at - 1}`,
      )
    }
  }
  cursor.at = at
  const left = filled % fields
  if (left !== 0) throw new SnapshotError(`the heap snapshot has an incomplete row of ${left} of ${fields} numbers`)
  onRows(rows, filled / fields)
}

/**
 * Numbers in nested arrays, as they come.
 *
 * @param on called for each number, and for the ends of the inner arrays
 */
export function readNested(cursor: ByteCursor, on: { number(value: number): void; open(): void; close(): void }): void {
  expectByte(cursor, OPEN_BRACKET)
  let depth = 1
  let value = -1
  while (depth > 0) {
    const byte = peekByte(cursor)
    cursor.at++
    if (byte >= ZERO && byte <= NINE) {
      value = (value < 0 ? 0 : value * 10) + (byte - ZERO)
      continue
    }
    if (value >= 0) on.number(value)
    value = -1
    if (byte === OPEN_BRACKET) {
      depth++
      on.open()
    } else if (byte === CLOSE_BRACKET) {
      depth--
      if (depth > 0) on.close()
    }
  }
}

/** Passes over a value that nobody wants. */
export function skipValue(cursor: ByteCursor): void {
  const first = peekToken(cursor)
  if (first !== OPEN_BRACKET && first !== OPEN_BRACE) {
    throw new SnapshotError('the heap snapshot has a part that is neither an array nor an object')
  }
  let depth = 0
  let inString = false
  do {
    const byte = peekByte(cursor)
    cursor.at++
    if (inString) {
      if (byte === BACKSLASH) {
        peekByte(cursor)
        cursor.at++
      } else if (byte === QUOTE) inString = false
    } else if (byte === QUOTE) inString = true
    else if (byte === OPEN_BRACKET || byte === OPEN_BRACE) depth++
    else if (byte === CLOSE_BRACKET || byte === CLOSE_BRACE) depth--
  } while (depth > 0)
}
