import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeProfile } from '../../src/pprof/decode.ts'
import { encodeProfile } from '../../src/pprof/encode.ts'
import type { PprofProfile } from '../../src/pprof/pprof-profile.ts'
import { ProfileError } from '../../src/pprof/profile-error.ts'
import { arbitraryProfile } from './arbitrary-profile.ts'
import { goProfile, goProfiles } from './go-profiles.ts'
import { columnBytes, expectInvariants } from './invariants.ts'
import { message, number, packed, profileBytes, text, varint } from './message.ts'

/** A column has 8 bytes at most for a byte of the file, and there are three. */
const bytesFor = (length: number): number => 24 * length + 1024

/** A profile that everybody can rely on, or an error with a sentence: nothing else, and no more memory than the input may take. */
function decodeOrFail(bytes: Uint8Array): PprofProfile | undefined {
  try {
    const profile = decodeProfile(bytes)
    expectInvariants(profile)
    if (columnBytes(profile) > bytesFor(bytes.length)) expect.fail(`${columnBytes(profile)} bytes for ${bytes.length}`)
    return profile
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error
    if (error.message.includes('too large')) expect.fail(`${error.message}, of ${bytes.length} bytes`)
    return undefined
  }
}

const at = fc.nat({ max: 2 ** 20 })

/** What may happen to a file, or be done to it. */
const mutation: fc.Arbitrary<(bytes: number[]) => number[]> = fc.oneof(
  fc.tuple(at, fc.nat(7)).map(([index, bit]) => (bytes: number[]) => {
    const place = index % bytes.length
    return bytes.with(place, (bytes[place] as number) ^ (1 << bit))
  }),
  fc.tuple(at, fc.nat(255)).map(
    ([index, byte]) =>
      (bytes: number[]) =>
        bytes.with(index % bytes.length, byte),
  ),
  at.map((index) => (bytes: number[]) => bytes.slice(0, 1 + (index % bytes.length))),
  fc.tuple(at, fc.nat(40), at).map(([from, length, to]) => (bytes: number[]) => {
    const start = from % bytes.length
    return bytes.toSpliced(to % bytes.length, 0, ...bytes.slice(start, start + length))
  }),
  fc.tuple(at, fc.nat(20)).map(
    ([index, length]) =>
      (bytes: number[]) =>
        bytes.toSpliced(index % bytes.length, length),
  ),
  // A length or a number that is another, or a huge one.
  fc
    .tuple(
      at,
      fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.constantFrom(2n ** 32n, 2n ** 31n - 1n, 2n ** 63n)),
    )
    .map(
      ([index, value]) =>
        (bytes: number[]) =>
          bytes.toSpliced(index % bytes.length, 1, ...varint(value)),
    ),
  fc.tuple(at, fc.nat(12)).map(
    ([index, length]) =>
      (bytes: number[]) =>
        bytes.toSpliced(index % bytes.length, 0, ...Array(length).fill(0xff)),
  ),
)

const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 })

const mutated = (bytes: Iterable<number>, changes: readonly ((bytes: number[]) => number[])[]): Uint8Array =>
  Uint8Array.from(changes.reduce((changed, change) => (changed.length > 0 ? change(changed) : changed), [...bytes]))

/** Bytes that are at least protobuf, of the fields that a profile has. */
const anyMessage = (depth: number): fc.Arbitrary<number[]> => {
  const value = fc.oneof(fc.nat(12), fc.nat(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }))
  const scalar = fc.tuple(fc.integer({ min: 1, max: 15 }), value).map(([field, of]) => number(field, of))
  const inner = depth === 0 ? fc.uint8Array({ maxLength: 4 }).map((bytes) => [...bytes]) : anyMessage(depth - 1)
  const nested = fc.tuple(fc.integer({ min: 1, max: 6 }), inner).map(([field, of]) => message(field, of))
  return fc.array(fc.oneof(scalar, nested), { maxLength: 5 }).map((fields) => fields.flat())
}

describe('any bytes', { timeout: 120_000 }, () => {
  test('random ones', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void decodeOrFail(bytes)),
      { numRuns: 30_000 },
    )
  })

  test('random messages', () => {
    const strings = ['', 'space', 'bytes'].flatMap((of) => text(6, of))
    const property = fc.property(anyMessage(2), (bytes) => void decodeOrFail(Uint8Array.from([...strings, ...bytes])))
    fc.assert(property, { numRuns: 20_000 })
  })

  test('a small profile with changes', () => {
    const valid = profileBytes({
      samples: [
        ...message(2, packed(1, 1, 1), packed(2, 5), message(3, number(1, 5), number(2, 6))),
        ...message(2, number(1, 1), number(2, -5), message(3, number(1, 5), number(3, 8), number(4, 2))),
      ],
      rest: [...number(9, 2 ** 50), ...message(11, number(1, 1), number(2, 2)), ...packed(13, 5, 6), ...number(14, 1)],
    })
    let decoded = 0
    const property = fc.property(mutations, (changes) => {
      if (decodeOrFail(mutated(valid, changes))) decoded++
    })
    fc.assert(property, { numRuns: 50_000 })
    // Neither all fail at their first byte nor are the changes without effect.
    expect(decoded).toBeGreaterThan(2_000)
    expect(decoded).toBeLessThan(48_000)
  })

  test('any profile with changes', () => {
    const property = fc.property(arbitraryProfile, mutations, (profile, changes) => {
      decodeOrFail(mutated(encodeProfile(profile), changes))
    })
    fc.assert(property, { numRuns: 5_000 })
  })

  test("Go's profiles with changes", () => {
    const valid = goProfiles.map(goProfile).filter(({ length }) => length < 6_000)
    expect(valid.length).toBeGreaterThan(2)
    const property = fc.property(fc.constantFrom(...valid), mutations, (bytes, changes) => {
      decodeOrFail(mutated(bytes, changes))
    })
    fc.assert(property, { numRuns: 5_000 })
  })

  test("Go's profiles cut off at each byte", () => {
    for (const bytes of goProfiles.map(goProfile).filter(({ length }) => length < 6_000)) {
      for (let length = 0; length < bytes.length; length++) decodeOrFail(bytes.subarray(0, length))
    }
  })
})

/** The same bytes again and again. */
function repeated(part: readonly number[], times: number): Uint8Array {
  const bytes = new Uint8Array(part.length * times)
  bytes.set(part)
  for (let filled = part.length; filled < bytes.length; filled *= 2) bytes.copyWithin(filled, 0, filled)
  return bytes
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

describe('profiles made to hurt', { timeout: 60_000 }, () => {
  const failing = (bytes: Uint8Array): string => {
    try {
      decodeProfile(bytes)
      return 'no error'
    } catch (error) {
      expect(error).toBeInstanceOf(ProfileError)
      return (error as Error).message
    }
  }

  test('a length of 1,000,000,000 samples in a file of 100 bytes', () => {
    const samples = [0x12, ...varint(1_000_000_000 * 20), 0x0a, 1, 1]
    expect(failing(profileBytes({ samples }))).toMatch(/^the length at byte 7 is 20000000000, which is more than/)
  })

  test('a packed field of 4 GB', () => {
    const samples = message(2, [0x12, ...varint(4 * 2 ** 30)], varint(5))
    expect(failing(profileBytes({ samples }))).toMatch(/^the length at byte 9 is 4294967296, which is more than/)
  })

  test('many samples times many sample types', () => {
    // As columns these would take 800 GB.
    const types = repeated([0x0a, 0], 300_000)
    const bytes = joined(profileBytes({ samples: [] }), types, repeated([0x12, 0], 300_000))
    expect(failing(bytes)).toBe('sample 0 has 0 values instead of 300001, the number of sample types')
  })

  test('1,000,000 samples that are as small as can be', () => {
    const bytes = joined(profileBytes({ samples: [] }), repeated(message(2, number(2, 0)), 1_000_000))
    expect(decodeOrFail(bytes)?.samples.count).toBe(1_000_000)
  })

  test('a stack of 5,000,000 locations, which is a cycle of calls', () => {
    const stack = repeated(packed(1, ...Array(100).fill(1)), 50_000)
    const head = [0x12, ...varint(stack.length + 2)]
    const samples = [...head]
    const bytes = joined(profileBytes({ samples: [] }), Uint8Array.from(samples), stack, Uint8Array.of(0x10, 1))
    expect(decodeOrFail(bytes)?.samples.stackLocations.length).toBe(5_000_000)
  })

  test('more strings than a heap should hold', () => {
    const bytes = joined(profileBytes(), repeated([0x32, 0], 5_000_001))
    expect(failing(bytes)).toBe(
      'it has more than 5000000 strings, functions, locations, lines and labels, which is more than can be read',
    )
  })

  test('ids far apart', () => {
    const locations = Array.from({ length: 1000 }, (_, i) => message(4, number(1, 2n ** 40n * BigInt(i + 1)))).flat()
    const stack = packed(1, 2n ** 40n * 1000n)
    expect(decodeOrFail(profileBytes({ locations, samples: message(2, stack, packed(2, 5)) }))?.locations).toHaveLength(
      1000,
    )
  })

  test('a string index out of range, wherever there is one', () => {
    const index = number(2, 2n ** 62n)
    for (const parts of [
      { types: message(1, index) },
      { samples: message(2, packed(2, 5), message(3, index)) },
      { functions: message(5, number(1, 1), index) },
      { mappings: message(3, number(1, 1), number(5, 2n ** 62n)) },
      ...[7, 8, 14, 15].map((field) => ({ rest: number(field, 2n ** 62n) })),
      { rest: message(11, index) },
      { rest: packed(13, 2n ** 62n) },
    ]) {
      expect(failing(profileBytes(parts))).toMatch(/^[\w.]+ is string 4611686018427388000, but there are only 7$/)
    }
  })
})
