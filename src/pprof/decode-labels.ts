import type { Spend } from './decode-budget.ts'
import type { Strings } from './decode-strings.ts'
import type { PprofLabel } from './pprof-profile.ts'
import { type Cursor, cursorOver, enter, leave, readSigned, readTag, skipValue } from './wire.ts'

/** @returns the labels whose fields, all of number 3, are the bytes from `start` to `end` */
export type DecodeLabels = (start: number, end: number) => readonly PprofLabel[]

interface KnownRun {
  readonly start: number
  readonly end: number
  readonly labels: readonly PprofLabel[]
  readonly next: KnownRun | undefined
  readonly chain: number
}

// A hostile file can make every run of bytes hash alike: then they are decoded anew instead of looking through all of them.
const MAX_CHAIN = 8

/** Labels of samples. Most samples have those of many others, byte by byte: such samples share one list. */
export function labelDecoder(bytes: Uint8Array, strings: Strings, spend: Spend): DecodeLabels {
  const cursor = cursorOver(bytes)
  const known = new Map<number, KnownRun>()
  let last: KnownRun | undefined
  const isRun = (run: KnownRun, start: number, end: number): boolean => {
    if (run.end - run.start !== end - start) return false
    for (let i = start, j = run.start; i < end; i++, j++) if (bytes[i] !== bytes[j]) return false
    return true
  }
  return (start, end) => {
    if (last && isRun(last, start, end)) return last.labels
    const hash = hashOf(bytes, start, end)
    const head = known.get(hash)
    for (let run = head; run; run = run.next) {
      if (isRun(run, start, end)) {
        last = run
        return run.labels
      }
    }
    cursor.at = start
    cursor.end = end
    const labels = decodeRun(cursor, strings, spend)
    const chain = (head?.chain ?? 0) + 1
    last = { start, end, labels, next: head, chain }
    if (chain <= MAX_CHAIN) known.set(hash, last)
    return labels
  }
}

// FNV-1a.
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193)
  return hash
}

function decodeRun(cursor: Cursor, strings: Strings, spend: Spend): PprofLabel[] {
  const labels: PprofLabel[] = []
  while (cursor.at < cursor.end) {
    const label = decodeLabel(cursor, readTag(cursor), strings)
    if (!label) continue
    spend()
    labels.push(label)
  }
  return labels
}

/** A text wins over a number, as in Go. One that is neither, or is 0 without a unit, is none: the format cannot tell these apart. */
function decodeLabel(cursor: Cursor, tag: number, strings: Strings): PprofLabel | undefined {
  let key = ''
  let text = ''
  let number = 0
  let unit = ''
  const outerEnd = enter(cursor, tag, 'sample.label')
  while (cursor.at < cursor.end) {
    const tag = readTag(cursor)
    const field = tag >>> 3
    if (field === 1) key = strings(readSigned(cursor, tag, 'label.key'), 'label.key')
    else if (field === 2) text = strings(readSigned(cursor, tag, 'label.str'), 'label.str')
    else if (field === 3) number = readSigned(cursor, tag, 'label.num')
    else if (field === 4) unit = strings(readSigned(cursor, tag, 'label.num_unit'), 'label.num_unit')
    else skipValue(cursor, tag)
  }
  leave(cursor, outerEnd)
  if (text !== '') return { key, text }
  return number === 0 && unit === '' ? undefined : { key, number, unit }
}
