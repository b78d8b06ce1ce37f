import { ProfileError } from './profile-error.ts'

/** @see https://protobuf.dev/programming-guides/encoding/#structure */
export const VARINT = 0
export const FIXED64 = 1
export const LENGTH = 2
export const FIXED32 = 5

/** A place in a protobuf message, moved on by whoever reads. */
export interface Cursor {
  readonly bytes: Uint8Array
  at: number
  /** Where the message ends that is being read. */
  end: number
  /** Halves of the varint that was read last, both unsigned: a JavaScript number has 53 bits, a varint 64. */
  low: number
  high: number
}

export const cursorOver = (bytes: Uint8Array, at = 0, end = bytes.length): Cursor => ({
  bytes,
  at,
  end,
  low: 0,
  high: 0,
})

/** @returns the nearest number, unsigned; `low` and `high` of the cursor are exact */
export function readVarint(cursor: Cursor): number {
  const { bytes, at: start, end } = cursor
  let at = start
  let low = 0
  let high = 0
  for (let shift = 0; ; shift += 7) {
    if (at >= end) throw new ProfileError(`the number at byte ${start} goes beyond the end of its message`)
    const byte = bytes[at++] as number
    const bits = byte & 0x7f
    if (shift < 28) low |= bits << shift
    else if (shift === 28) {
      low |= bits << 28
      high = bits >> 4
    } else if (shift < 63) high |= bits << (shift - 32)
    else {
      if (byte > 1) throw new ProfileError(`the number at byte ${start} has more than 64 bits`)
      high |= byte << 31
    }
    if (byte < 0x80) break
  }
  cursor.at = at
  cursor.low = low >>> 0
  cursor.high = high >>> 0
  return cursor.high * 2 ** 32 + cursor.low
}

/** @returns field number * 8 + wire type */
export function readTag(cursor: Cursor): number {
  const start = cursor.at
  const tag = readVarint(cursor)
  if (tag < 8 || tag > 0xffff_ffff) {
    throw new ProfileError(`byte ${start} is no protobuf: no field has the number ${Math.floor(tag / 8)}`)
  }
  return tag
}

/** Moves into a field of bytes, a text or a message. @returns where it ends */
export function readLength(cursor: Cursor): number {
  const start = cursor.at
  const length = readVarint(cursor)
  const left = cursor.end - cursor.at
  if (length > left) {
    throw new ProfileError(`the length at byte ${start} is ${length}, which is more than the bytes left (${left})`)
  }
  return cursor.at + length
}

/** Moves past the value of a field that nobody asked for. */
export function skipValue(cursor: Cursor, tag: number): void {
  const wireType = tag & 7
  if (wireType === VARINT) readVarint(cursor)
  else if (wireType === LENGTH) cursor.at = readLength(cursor)
  else if (wireType === FIXED64) skipBytes(cursor, 8)
  else if (wireType === FIXED32) skipBytes(cursor, 4)
  else throw new ProfileError(`the field before byte ${cursor.at} has wire type ${wireType}, which pprof does not use`)
}

function skipBytes(cursor: Cursor, count: number): void {
  if (cursor.at + count > cursor.end) {
    throw new ProfileError(
      `the field at byte ${cursor.at} has ${count} bytes, which is more than are left (${cursor.end - cursor.at})`,
    )
  }
  cursor.at += count
}

/** @param field how the format's description calls it */
export function expectType(cursor: Cursor, tag: number, wireType: number, field: string): void {
  if ((tag & 7) === wireType) return
  throw new ProfileError(`${field} before byte ${cursor.at} has wire type ${tag & 7} instead of ${wireType}`)
}

/** The varint that was read last as an int64: exact up to 2 ** 53, else the nearest. */
export const signed = (cursor: Cursor): number => (cursor.high | 0) * 2 ** 32 + cursor.low

export const unsignedBig = ({ low, high }: Cursor): bigint =>
  high === 0 ? BigInt(low) : (BigInt(high) << 32n) | BigInt(low)

export const signedBig = (cursor: Cursor): bigint => BigInt.asIntN(64, unsignedBig(cursor))

/** The value of a field that is a number: unsigned, the nearest. */
export function readNumber(cursor: Cursor, tag: number, field: string): number {
  expectType(cursor, tag, VARINT, field)
  return readVarint(cursor)
}

export function readSigned(cursor: Cursor, tag: number, field: string): number {
  readNumber(cursor, tag, field)
  return signed(cursor)
}

export function readUnsignedBig(cursor: Cursor, tag: number, field: string): bigint {
  readNumber(cursor, tag, field)
  return unsignedBig(cursor)
}

export function readSignedBig(cursor: Cursor, tag: number, field: string): bigint {
  readNumber(cursor, tag, field)
  return signedBig(cursor)
}

/** Moves into the message that is a field's value. @returns the end of the message around it, for `leave` */
export function enter(cursor: Cursor, tag: number, field: string): number {
  expectType(cursor, tag, LENGTH, field)
  const outerEnd = cursor.end
  cursor.end = readLength(cursor)
  return outerEnd
}

export function leave(cursor: Cursor, outerEnd: number): void {
  cursor.at = cursor.end
  cursor.end = outerEnd
}
