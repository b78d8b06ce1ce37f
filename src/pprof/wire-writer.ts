import { TextEncoder } from 'node:util'
import { LENGTH, VARINT } from './wire.ts'

/** A protobuf message while it is written. */
export interface Writer {
  /** What is written so far; valid until more is written. */
  readonly written: () => Uint8Array
  readonly varint: (value: number | bigint) => void
  /** A field that is a number or a flag; 0 is not written, as in proto3. */
  readonly number: (field: number, value: number | bigint | boolean) => void
  /** A field that is a message or packed numbers: whatever `write` writes. */
  readonly message: (field: number, write: () => void) => void
  readonly text: (field: number, text: string) => void
}

// A varint of 64 bits has ten bytes.
const MAX_VARINT = 10
const MAX_INT64 = 2n ** 63n - 1n

export function writer(): Writer {
  let bytes = new Uint8Array(2 ** 16)
  let at = 0
  const encoder = new TextEncoder()

  const makeRoom = (count: number): void => {
    if (at + count <= bytes.length) return
    const grown = new Uint8Array(Math.max(2 * bytes.length, at + count))
    grown.set(bytes.subarray(0, at))
    bytes = grown
  }
  const small = (value: number): void => {
    let rest = value
    while (rest >= 0x80) {
      bytes[at++] = (rest & 0x7f) | 0x80
      rest = Math.floor(rest / 128)
    }
    bytes[at++] = rest
  }
  const big = (value: bigint): void => {
    let rest = BigInt.asUintN(64, value)
    while (rest >= 0x80n) {
      bytes[at++] = Number(rest & 0x7fn) | 0x80
      rest >>= 7n
    }
    bytes[at++] = Number(rest)
  }
  const varint = (value: number | bigint): void => {
    makeRoom(MAX_VARINT)
    if (typeof value === 'bigint') big(value)
    else if (value >= 0 && value <= Number.MAX_SAFE_INTEGER) small(value)
    else big(int64(value))
  }
  const tag = (field: number, type: typeof VARINT | typeof LENGTH): void => varint(field * 8 + type)

  return {
    written: () => bytes.subarray(0, at),
    varint,
    number: (field, value) => {
      if (!value) return
      tag(field, VARINT)
      varint(value === true ? 1 : value)
    },
    message: (field, write) => {
      tag(field, LENGTH)
      makeRoom(MAX_VARINT)
      // One byte is enough for the length of most; the others are moved.
      const start = ++at
      write()
      const length = at - start
      makeRoom(MAX_VARINT)
      const lengthBytes = length < 0x80 ? 1 : Math.ceil((32 - Math.clz32(length)) / 7)
      if (lengthBytes > 1) bytes.copyWithin(start + lengthBytes - 1, start, at)
      at = start - 1
      small(length)
      at += length
    },
    text: (field, text) => {
      const encoded = encoder.encode(text)
      tag(field, LENGTH)
      varint(encoded.length)
      makeRoom(encoded.length)
      bytes.set(encoded, at)
      at += encoded.length
    },
  }
}

/** The nearest int64: a sum, or what was rounded when it was read, may be just above the largest. */
function int64(value: number): bigint {
  if (value >= 2 ** 63) return MAX_INT64
  return value <= -(2 ** 63) ? -(2n ** 63n) : BigInt(value)
}
