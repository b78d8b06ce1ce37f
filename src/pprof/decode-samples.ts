import type { IdTable } from './decode-ids.ts'
import type { DecodeLabels } from './decode-labels.ts'
import type { Outline } from './decode-outline.ts'
import { stackColumn } from './decode-stacks.ts'
import { readValues } from './decode-values.ts'
import type { PprofLabel, Samples } from './pprof-profile.ts'
import { ProfileError } from './profile-error.ts'
import { type Cursor, cursorOver, enter, leave, readLength, readTag, readVarint, skipValue } from './wire.ts'

// Tags: field number * 8 + wire type.
const SAMPLE = 0x12
const PACKED_LOCATIONS = 0x0a
const LOCATION = 0x08
const PACKED_VALUES = 0x12
const VALUE = 0x10
const LABEL = 0x1a

const fieldNames = ['', 'sample.location_id', 'sample.value', 'sample.label']

/**
 * The samples, which are nearly all of a large profile: bytes go straight into the columns.
 *
 * Columns are as large as the bytes of the samples can fill, whatever these claim: a number takes one byte at least.
 */
export function decodeSamples(
  bytes: Uint8Array,
  { sampleCount, sampleBytes }: Pick<Outline, 'sampleCount' | 'sampleBytes'>,
  typeCount: number,
  locationIds: IdTable,
  decodeLabels: DecodeLabels,
): Samples {
  const cursor = cursorOver(bytes)
  const stacks = stackColumn(cursor, locationIds, sampleBytes)
  const stackStarts = new Uint32Array(sampleCount + 1)
  const values = new Float64Array(Math.min(sampleCount * typeCount, sampleBytes))
  const labels = new Map<number, readonly PprofLabel[]>()
  let sample = 0

  const keepLabels = (start: number, end: number): void => {
    if (start < 0) return
    const decoded = decodeLabels(start, end)
    if (decoded.length === 0) return
    const before = labels.get(sample)
    labels.set(sample, before ? [...before, ...decoded] : decoded)
  }

  const readSample = (start: number, end: number): void => {
    const firstValue = sample * typeCount
    let valueCount = 0
    // Labels that stand side by side are decoded together.
    let labelStart = -1
    let labelEnd = -1
    cursor.at = start
    while (cursor.at < end) {
      const fieldStart = cursor.at
      cursor.end = end
      const tag = tagAt(cursor)
      const valueStart = cursor.at
      const isPacked = tag === PACKED_LOCATIONS || tag === PACKED_VALUES || tag === LABEL
      const stop = isPacked ? readLength(cursor) : pastNumber(cursor, tag)
      const from = isPacked ? cursor.at : valueStart
      if (tag === PACKED_LOCATIONS || tag === LOCATION) stacks.read(sample, from, stop)
      else if (tag === PACKED_VALUES || tag === VALUE) {
        valueCount += readValues(cursor, from, stop, values, firstValue + valueCount, typeCount - valueCount)
      } else if (tag === LABEL) {
        if (labelEnd !== fieldStart) {
          keepLabels(labelStart, labelEnd)
          labelStart = fieldStart
        }
        labelEnd = stop
      }
      cursor.at = stop
    }
    keepLabels(labelStart, labelEnd)
    if (valueCount !== typeCount) {
      throw new ProfileError(
        `sample ${sample} has ${valueCount} values instead of ${typeCount}, the number of sample types`,
      )
    }
  }

  const top = cursorOver(bytes)
  while (top.at < top.end) {
    const tag = readTag(top)
    if (tag !== SAMPLE) {
      skipValue(top, tag)
      continue
    }
    const outerEnd = enter(top, tag, 'sample')
    readSample(top.at, top.end)
    leave(top, outerEnd)
    stackStarts[++sample] = stacks.length()
  }
  return { count: sampleCount, stackStarts, stackLocations: stacks.column(), values, labels }
}

/** As `readTag`, faster for the fields of a sample, whose tags are one byte. */
function tagAt(cursor: Cursor): number {
  const byte = cursor.bytes[cursor.at] as number
  if (byte < 8 || byte >= 0x80) return readTag(cursor)
  cursor.at++
  return byte
}

/** @returns the end of a field that is one number, or that nobody knows */
function pastNumber(cursor: Cursor, tag: number): number {
  if (tag === LOCATION || tag === VALUE) readVarint(cursor)
  else {
    const name = fieldNames[tag >>> 3]
    if (name) throw new ProfileError(`${name} before byte ${cursor.at} has wire type ${tag & 7}`)
    skipValue(cursor, tag)
  }
  return cursor.at
}
