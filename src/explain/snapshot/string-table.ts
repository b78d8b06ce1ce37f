import { BACKSLASH, type ByteCursor, CLOSE_BRACKET, expectByte, OPEN_BRACKET, peekByte, QUOTE } from './byte-cursor.ts'

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
  const add = (byte: number): void => {
    if (used === text.length) text = grown(text)
    text[used++] = byte
  }
  for (;;) {
    const byte = peekByte(cursor)
    cursor.at++
    if (byte === CLOSE_BRACKET) break
    if (byte !== QUOTE) continue
    if (count + 1 >= starts.length) {
      const more = new Uint32Array(starts.length * 2)
      more.set(starts)
      starts = more
    }
    starts[count++] = used
    copyString(cursor, add)
    starts[count] = used
  }
  const found = new Map<string, number>()
  const search = (wanted: string): number => {
    const bytes = Buffer.from(JSON.stringify(wanted).slice(1, -1))
    for (let index = 0; index < count; index++) {
      const start = starts[index] as number
      const end = starts[index + 1] as number
      if (end - start === bytes.length && text.compare(bytes, 0, bytes.length, start, end) === 0) return index
    }
    return -1
  }
  return {
    count,
    at: (index) =>
      index < count ? (JSON.parse(`"${text.toString('utf8', starts[index], starts[index + 1])}"`) as string) : '',
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

function copyString(cursor: ByteCursor, add: (byte: number) => void): void {
  for (;;) {
    const byte = peekByte(cursor)
    cursor.at++
    if (byte === QUOTE) return
    add(byte)
    if (byte === BACKSLASH) {
      add(peekByte(cursor))
      cursor.at++
    }
  }
}

function grown(text: Buffer): Buffer {
  const more = Buffer.allocUnsafeSlow(text.length * 2)
  text.copy(more)
  return more
}
