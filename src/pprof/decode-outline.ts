import type { Spend } from './decode-budget.ts'
import { ProfileError } from './profile-error.ts'
import {
  type Cursor,
  cursorOver,
  enter,
  expectType,
  LENGTH,
  leave,
  readLength,
  readSigned,
  readSignedBig,
  readTag,
  skipValue,
} from './wire.ts'

/** Where each message of one kind begins and ends: `[start, end, start, end, …]`. */
export type Ranges = readonly number[]

/** What the outermost message has, before anything inside is looked at: writers put samples before what these refer to. */
export interface Outline {
  readonly sampleCount: number
  /** Of all samples together: no column can have more entries. */
  readonly sampleBytes: number
  readonly sampleTypes: Ranges
  readonly mappings: Ranges
  readonly locations: Ranges
  readonly functions: Ranges
  readonly strings: Ranges
  /** None, or the last one. */
  readonly periodType: Ranges
  readonly period: number
  readonly timeNanos: bigint
  readonly durationNanos: bigint
  /** The rest are indices into the strings, 0 where nothing is said. */
  readonly comments: readonly number[]
  readonly dropFrames: number
  readonly keepFrames: number
  readonly defaultSampleType: number
  readonly docUrl: number
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly number[] ? number[] : T[K] }

export function outlineOf(bytes: Uint8Array, spend: Spend): Outline {
  const outline: Mutable<Outline> = {
    sampleCount: 0,
    sampleBytes: 0,
    sampleTypes: [],
    mappings: [],
    locations: [],
    functions: [],
    strings: [],
    periodType: [],
    period: 0,
    timeNanos: 0n,
    durationNanos: 0n,
    comments: [],
    dropFrames: 0,
    keepFrames: 0,
    defaultSampleType: 0,
    docUrl: 0,
  }
  const cursor = cursorOver(bytes)
  const range = (tag: number, field: string, ranges: number[]): void => {
    spend()
    expectType(cursor, tag, LENGTH, field)
    const end = readLength(cursor)
    ranges.push(cursor.at, end)
    cursor.at = end
  }
  while (cursor.at < cursor.end) {
    const tag = readTag(cursor)
    switch (tag >>> 3) {
      case 1:
        range(tag, 'sample_type', outline.sampleTypes)
        break
      case 2: {
        expectType(cursor, tag, LENGTH, 'sample')
        const end = readLength(cursor)
        outline.sampleCount++
        outline.sampleBytes += end - cursor.at
        cursor.at = end
        break
      }
      case 3:
        range(tag, 'mapping', outline.mappings)
        break
      case 4:
        range(tag, 'location', outline.locations)
        break
      case 5:
        range(tag, 'function', outline.functions)
        break
      case 6:
        range(tag, 'string_table', outline.strings)
        break
      case 7:
        outline.dropFrames = readSigned(cursor, tag, 'drop_frames')
        break
      case 8:
        outline.keepFrames = readSigned(cursor, tag, 'keep_frames')
        break
      case 9:
        if (outline.timeNanos !== 0n) {
          throw new ProfileError('it is several profiles one after the other: keep each in a file of its own')
        }
        outline.timeNanos = readSignedBig(cursor, tag, 'time_nanos')
        break
      case 10:
        outline.durationNanos = readSignedBig(cursor, tag, 'duration_nanos')
        break
      case 11:
        outline.periodType = []
        range(tag, 'period_type', outline.periodType)
        break
      case 12:
        outline.period = readSigned(cursor, tag, 'period')
        break
      case 13:
        readComments(cursor, tag, outline.comments, spend)
        break
      case 14:
        outline.defaultSampleType = readSigned(cursor, tag, 'default_sample_type')
        break
      case 15:
        outline.docUrl = readSigned(cursor, tag, 'doc_url')
        break
      default:
        skipValue(cursor, tag)
    }
  }
  return outline
}

/** Packed into one field, as proto3 does, or one each. */
function readComments(cursor: Cursor, tag: number, comments: number[], spend: Spend): void {
  if ((tag & 7) !== LENGTH) {
    spend()
    comments.push(readSigned(cursor, tag, 'comment'))
    return
  }
  const outerEnd = enter(cursor, tag, 'comment')
  while (cursor.at < cursor.end) {
    spend()
    comments.push(readSigned(cursor, 0, 'comment'))
  }
  leave(cursor, outerEnd)
}
