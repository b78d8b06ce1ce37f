// Protobuf by hand, right or wrong as a test wants it.

type Bytes = readonly number[]

export function varint(value: number | bigint): number[] {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
  return [...bytes, Number(rest)]
}

/** A field that is a number. */
export const number = (field: number, value: number | bigint): number[] => [...varint(field * 8), ...varint(value)]

/** A field that is a message, or packed numbers, of these bytes. */
export function message(field: number, ...parts: readonly Bytes[]): number[] {
  const content = parts.flat()
  return [...varint(field * 8 + 2), ...varint(content.length), ...content]
}

export const packed = (field: number, ...values: readonly (number | bigint)[]): number[] =>
  message(field, ...values.map(varint))

export const text = (field: number, value: string): number[] => message(field, [...new TextEncoder().encode(value)])

/** What a profile consists of, each part replaceable. */
export interface Parts {
  readonly types: Bytes
  readonly samples: Bytes
  readonly mappings: Bytes
  readonly locations: Bytes
  readonly functions: Bytes
  readonly strings: Bytes
  readonly rest: Bytes
}

const valid: Parts = {
  types: message(1, number(1, 1), number(2, 2)),
  samples: message(2, packed(1, 1), packed(2, 5)),
  mappings: message(3, number(1, 1), number(5, 4)),
  locations: message(4, number(1, 1), number(2, 1), number(3, 0x400), message(4, number(1, 1), number(2, 7))),
  functions: message(5, number(1, 1), number(2, 3), number(4, 4)),
  strings: ['', 'space', 'bytes', 'make', 'make.go', 'key', 'value'].flatMap((value) => text(6, value)),
  rest: [],
}

/** The bytes of a small profile of one sample, with parts of it replaced. */
export const profileBytes = (parts: Partial<Parts> = {}): Uint8Array =>
  new Uint8Array(Object.values({ ...valid, ...parts }).flat())
