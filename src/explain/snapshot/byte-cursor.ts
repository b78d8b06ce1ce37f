/** Where a snapshot's text comes from, in pieces: its whole may be larger than the longest string (512 MB). */
export interface ByteSource {
  readonly sizeBytes: number
  /** Fills the buffer from its beginning. Returns how many bytes it has put there: 0 at the end. */
  read(into: Uint8Array): number
}

/** A snapshot that is no snapshot, or not a whole one. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError'
}

/** A place in the text. Hot loops take `bytes`, `at` and `end` into variables and put `at` back before `refill`. */
export interface ByteCursor {
  readonly bytes: Uint8Array
  at: number
  end: number
  /** Bytes before those in `bytes`. */
  offset: number
  /** Reads the next piece; false at the end of the text. */
  refill(): boolean
}

const PIECE_BYTES = 1 << 20

/** @param onProgress told the share of the text that has been read, from 0 to 1, after each piece */
export function byteCursor(source: ByteSource, onProgress?: (share: number) => void): ByteCursor {
  const cursor: ByteCursor = {
    bytes: new Uint8Array(Math.max(64, Math.min(PIECE_BYTES, source.sizeBytes))),
    at: 0,
    end: 0,
    offset: 0,
    refill() {
      cursor.offset += cursor.end
      cursor.at = 0
      cursor.end = source.read(cursor.bytes)
      onProgress?.(Math.min(1, (cursor.offset + cursor.end) / Math.max(1, source.sizeBytes)))
      return cursor.end > 0
    },
  }
  return cursor
}

/** The next byte, which stays the next one. */
export function peekByte(cursor: ByteCursor): number {
  if (cursor.at === cursor.end && !cursor.refill()) throw endedEarly(cursor)
  return cursor.bytes[cursor.at] as number
}

/** The next byte that is not white space, which stays the next one. */
export function peekToken(cursor: ByteCursor): number {
  for (;;) {
    const byte = peekByte(cursor)
    if (byte > SPACE) return byte
    cursor.at++
  }
}

/** Takes one byte that has to be there. */
export function expectByte(cursor: ByteCursor, wanted: number): void {
  const byte = peekToken(cursor)
  if (byte !== wanted) {
    throw new SnapshotError(
      `the heap snapshot has ${JSON.stringify(String.fromCharCode(byte))} at byte ${cursor.offset + cursor.at}, where ${JSON.stringify(String.fromCharCode(wanted))} was expected`,
    )
  }
  cursor.at++
}

export const endedEarly = (cursor: ByteCursor): SnapshotError =>
  new SnapshotError(`the heap snapshot ends after ${cursor.offset + cursor.end} bytes, in the middle`)

export const SPACE = 0x20
export const QUOTE = 0x22
export const COMMA = 0x2c
export const MINUS = 0x2d
export const ZERO = 0x30
export const NINE = 0x39
export const COLON = 0x3a
export const OPEN_BRACKET = 0x5b
export const BACKSLASH = 0x5c
export const CLOSE_BRACKET = 0x5d
export const OPEN_BRACE = 0x7b
export const CLOSE_BRACE = 0x7d
