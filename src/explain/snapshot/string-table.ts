import {
  BACKSLASH,
  type ByteCursor,
  CLOSE_BRACKET,
  expectByte,
  OPEN_BRACKET,
  peekByte,
  QUOTE,
  SnapshotError,
} from './byte-cursor.ts'

/** The snapshot's strings, kept as bytes outside of the heap and made into strings when somebody reads one. */
export interface StringTable {
  readonly count: number
  at(index: number): string
  /** Where a string is; -1 if it is not. Cheap for whoever asks again. */
  find(text: string): number
}

/** @param restBytes of the text, of which the strings are the last part */
export function readStrings(cursor: ByteCursor, restBytes: number): StringTable {
  expectByte(cursor, OPEN_BRACKET)
  let text: Buffer = Buffer.allocUnsafeSlow(Math.max(1024, restBytes))
  let starts = new Uint32Array(1 << 16)
  let count = 0
  let used = 0
  const { bytes } = cursor
  let inString = false
  let isEscaped = false
  for (;;) {
    // Says that the text ended in the middle, if it did.
    peekByte(cursor)
    const { end } = cursor
    let { at } = cursor
    if (used + end - at > text.length) text = grown(text)
    for (; at < end; at++) {
      const byte = bytes[at] as number
      if (!inString) {
        if (byte === CLOSE_BRACKET) break
        inString = byte === QUOTE
        continue
      }
      if (byte === QUOTE && !isEscaped) {
        inString = false
        if (++count === starts.length) starts = grownStarts(starts)
        starts[count] = used
        continue
      }
      isEscaped = byte === BACKSLASH && !isEscaped
      text[used++] = byte
    }
    cursor.at = at
    if (at < end) break
  }
  cursor.at++
  const found = new Map<string, number>()
  const search = (wanted: string): number => {
    const bytes = Buffer.from(JSON.stringify(wanted).slice(1, -1))
    for (let index = 0; index < count; index++) {
      const start = starts[index] as number
      if ((starts[index + 1] as number) - start === bytes.length && hasAt(text, start, bytes)) return index
    }
    return -1
  }
  return {
    count,
    at: (index) => (index < count ? unescaped(text.toString('utf8', starts[index], starts[index + 1])) : ''),
    find(wanted) {
      let index = found.get(wanted)
      if (index === undefined) {
        index = search(wanted)
        found.set(wanted, index)
      }
      return index
    },
  }
}

/** Not `compare`, which costs as much as a hundred of these. */
function hasAt(text: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) if (text[start + i] !== wanted[i]) return false
  return true
}

function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string
  } catch (cause) {
    throw new SnapshotError(`the heap snapshot has a string that is no JSON: ${text.slice(0, 80)}`, { cause })
  }
}

function grown(text: Buffer): Buffer {
  const more = Buffer.allocUnsafeSlow(text.length * 2)
  text.copy(more)
  return more
}

function grownStarts(starts: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(starts.length * 2)
  more.set(starts)
  return more
}
