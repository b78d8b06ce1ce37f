// A profile as a large server has it, made of a seed: 1,000,000 samples of a call graph of 5,000 functions, stacks of 8 to 32 locations,
// two values each, and a label on every tenth. Not made with the code under test.

const FUNCTIONS = 5000
const LOCATIONS_EACH = 3
const CALLEES = 8

/** @returns the profile in pprof's format, not compressed: about 50 MB for 1,000,000 samples */
export function largeProfile(samples, seed = 1) {
  const random = mulberry(seed)
  const below = (limit) => Math.floor(random() * limit)
  const callees = Array.from({ length: FUNCTIONS }, () => Array.from({ length: CALLEES }, () => below(FUNCTIONS)))
  const strings = [
    '',
    'samples',
    'count',
    'cpu',
    'nanoseconds',
    'request',
    ...range(20).map((i) => `/api/v1/route-${i}`),
  ]
  const out = new Message(samples * 60 + 2 ** 20)

  for (const [type, unit] of [
    [1, 2],
    [3, 4],
  ]) {
    out.message(1, () => out.number(1, type).number(2, unit))
  }
  const stack = []
  for (let sample = 0; sample < samples; sample++) {
    stack.length = 0
    for (let left = 8 + below(25), of = below(4); left > 0; left--) {
      stack.push(1 + of * LOCATIONS_EACH + below(LOCATIONS_EACH))
      // Most calls go to few callees, as they do in programs.
      of = callees[of][Math.floor(random() ** 3 * CALLEES)]
    }
    const count = 1 + below(3)
    out.message(2, () => {
      out.message(1, () => {
        for (let i = stack.length - 1; i >= 0; i--) out.varint(stack[i])
      })
      out.message(2, () => out.varint(count).varint(count * 10_000_000))
      if (sample % 10 === 0) out.message(3, () => out.number(1, 5).number(2, 6 + below(20)))
    })
  }
  for (const id of range(FUNCTIONS * LOCATIONS_EACH)) {
    const of = 1 + Math.floor(id / LOCATIONS_EACH)
    out.message(4, () => {
      out.number(1, id + 1).number(3, 0x400000 + id * 64)
      out.message(4, () => out.number(1, of).number(2, 10 + (id % LOCATIONS_EACH) * 7))
    })
  }
  for (const id of range(FUNCTIONS)) {
    strings.push(`example.com/server/package${id % 97}.(*Type${id % 311}).method${id}`)
    const file = strings.push(`/src/server/package${id % 97}/file${id % 311}.go`) - 1
    out.message(5, () =>
      out
        .number(1, id + 1)
        .number(2, file - 1)
        .number(3, file - 1)
        .number(4, file)
        .number(5, 5),
    )
  }
  for (const text of strings) out.text(6, text)
  out.message(11, () => out.number(1, 3).number(2, 4))
  out.number(12, 10_000_000)
  return out.bytes.subarray(0, out.at)
}

const range = (length) => Array.from({ length }, (_, i) => i)

class Message {
  constructor(capacity) {
    this.bytes = new Uint8Array(capacity)
    this.at = 0
  }

  varint(value) {
    for (; value > 0x7f; value = Math.floor(value / 128)) this.bytes[this.at++] = (value & 0x7f) | 0x80
    this.bytes[this.at++] = value
    return this
  }

  number(field, value) {
    return this.varint(field * 8).varint(value)
  }

  text(field, text) {
    const encoded = new TextEncoder().encode(text)
    this.varint(field * 8 + 2).varint(encoded.length)
    this.bytes.set(encoded, this.at)
    this.at += encoded.length
  }

  /** Below 128 bytes in nearly all cases; longer ones are moved. */
  message(field, write) {
    this.varint(field * 8 + 2)
    const start = ++this.at
    write()
    const length = this.at - start
    if (length > 0x7f) this.bytes.copyWithin(start + 1, start, this.at)
    this.at = start - 1
    this.varint(length)
    this.at += length
  }
}

const mulberry = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}
