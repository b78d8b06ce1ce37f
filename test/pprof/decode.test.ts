import { describe, expect, test } from 'vitest'
import { decodeProfile } from '../../src/pprof/decode.ts'
import { ProfileError } from '../../src/pprof/profile-error.ts'
import { expectInvariants } from './invariants.ts'
import { message, number, type Parts, packed, profileBytes, text, varint } from './message.ts'

const sample = (...fields: number[][]): number[] => message(2, ...fields)

test('a small profile', () => {
  const profile = decodeProfile(profileBytes())
  expectInvariants(profile)
  expect(profile).toMatchObject({
    sampleTypes: [{ type: 'space', unit: 'bytes' }],
    locations: [{ id: 1, address: 0x400n, lines: [{ function: { name: 'make', filename: 'make.go' }, line: 7 }] }],
    mappings: [{ id: 1, file: 'make.go' }],
    periodType: undefined,
    timeNanos: 0n,
  })
  expect(profile.locations[0]?.mapping).toBe(profile.mappings[0])
  expect([...profile.samples.values]).toEqual([5])
})

describe('what writers are free to do', () => {
  const valuesOf = (samples: number[]): number[] => [...decodeProfile(profileBytes({ samples })).samples.values]

  test('numbers packed into one field, one each, or some of both', () => {
    const two = { types: [1, 2].flatMap(() => message(1, number(1, 1), number(2, 2))) }
    for (const fields of [
      [packed(1, 1, 1), packed(2, 5, 6)],
      [number(1, 1), number(1, 1), number(2, 5), number(2, 6)],
      [number(2, 5), packed(1, 1), packed(2, 6), number(1, 1)],
      [packed(1), packed(2), packed(1, 1, 1), packed(2, 5, 6)],
    ]) {
      const { samples } = decodeProfile(profileBytes({ ...two, samples: sample(...fields) }))
      expect([...samples.values]).toEqual([5, 6])
      expect([...samples.stackLocations]).toEqual([0, 0])
    }
  })

  test.each([0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 2 ** 31, 2 ** 32, 2 ** 53, -1, -128, -(2 ** 53)])(
    'a value of %i',
    (value) => {
      expect(valuesOf(sample(packed(2, value)))).toEqual([value])
      expect(valuesOf(sample(number(2, value)))).toEqual([value])
    },
  )

  test('a value above 2 ** 53 is the nearest number', () => {
    for (const value of [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 3n, -(2n ** 60n) - 1n]) {
      expect(valuesOf(sample(packed(2, value)))).toEqual([Number(value)])
    }
  })

  test.each([1, 127, 128, 20_000, 2 ** 21, 2 ** 28, 2 ** 35, 2 ** 53 - 1])('ids such as %i', (id) => {
    const line = message(4, number(1, id))
    const profile = decodeProfile(
      profileBytes({
        samples: [...sample(packed(1, id, 7, id), packed(2, 5)), ...sample(number(1, 7), number(2, 5))],
        mappings: message(3, number(1, id)),
        locations: [...message(4, number(1, 7)), ...message(4, number(1, id), number(2, id), line)],
        functions: message(5, number(1, id), number(2, 3)),
      }),
    )
    expect([...profile.samples.stackLocations]).toEqual([1, 0, 1, 0])
    expect(profile.locations[1]).toMatchObject({ id, mapping: { id }, lines: [{ function: { id, name: 'make' } }] })
  })

  test('ids that differ only above 2 ** 53 are told apart, and numbered anew', () => {
    const ids = [2n ** 64n - 1n, 2n ** 64n - 2n]
    const profile = decodeProfile(
      profileBytes({
        samples: ids.flatMap((id) => sample(packed(1, id), packed(2, 5))),
        locations: ids.flatMap((id) => message(4, number(1, id), number(3, id))),
      }),
    )
    expect(profile.locations.map(({ id, address }) => ({ id, address }))).toEqual([
      { id: 1, address: ids[0] },
      { id: 2, address: ids[1] },
    ])
    expect([...profile.samples.stackLocations]).toEqual([0, 1])
  })

  test('fields in any order, and fields that nobody knows', () => {
    const unknown = [...number(99, 5), ...message(98, [1, 2, 3]), ...varint(97 * 8 + 1), 1, 2, 3, 4, 5, 6, 7, 8]
    const fixed32 = [...varint(96 * 8 + 5), 1, 2, 3, 4]
    const { samples, functions, locations, ...others } = {
      samples: sample(unknown, packed(2, 5), fixed32, packed(1, 1)),
      locations: message(4, unknown, message(4, fixed32, number(1, 1), unknown), number(1, 1)),
      functions: message(5, unknown, number(2, 3), number(1, 1)),
      mappings: [],
    }
    const bytes = profileBytes({ ...others, samples, functions, locations, rest: [...unknown, ...fixed32] })
    expect(decodeProfile(bytes).locations[0]?.lines[0]?.function.name).toBe('make')
  })

  test('tags and lengths in more bytes than they need', () => {
    const value = [0x92, 0x00, 0x81, 0x00, 5]
    expect(valuesOf([0x92, 0x80, 0x00, 0x85, 0x00, ...value])).toEqual([5])
  })

  test('of a field that is there once and comes twice, the last counts', () => {
    const rest = [...number(12, 1), ...number(12, 2), ...number(10, 1), ...number(10, -2)]
    expect(decodeProfile(profileBytes({ rest }))).toMatchObject({ period: 2, durationNanos: -2n })
  })

  test('samples without a stack, and profiles without samples', () => {
    expect(decodeProfile(profileBytes({ samples: sample(packed(2, 5)) })).samples).toMatchObject({ count: 1 })
    expect(decodeProfile(profileBytes({ samples: [] })).samples.count).toBe(0)
  })

  test('text that is no UTF-8', () => {
    const strings = [...text(6, ''), ...message(6, [0xff, 0x41])]
    const profile = profileBytes({
      strings,
      types: message(1, number(1, 1)),
      samples: [],
      mappings: [],
      functions: [],
      locations: [],
    })
    expect(decodeProfile(profile).sampleTypes).toEqual([{ type: '\ufffdA', unit: '' }])
  })
})

describe('labels', () => {
  const labelsOf = (...labels: number[][]): unknown =>
    decodeProfile(profileBytes({ samples: sample(packed(2, 5), ...labels) })).samples.labels.get(0)

  test('a text, a number, a number with its unit', () => {
    const labels = [
      message(3, number(1, 5), number(2, 6)),
      message(3, number(1, 5), number(3, -8)),
      message(3, number(1, 5), number(3, 0), number(4, 2)),
    ]
    expect(labelsOf(...labels)).toEqual([
      { key: 'key', text: 'value' },
      { key: 'key', number: -8, unit: '' },
      { key: 'key', number: 0, unit: 'bytes' },
    ])
  })

  test('as in Go, a text wins over a number, and what is neither is none', () => {
    expect(labelsOf(message(3, number(1, 5), number(2, 6), number(3, 8)))).toEqual([{ key: 'key', text: 'value' }])
    expect(labelsOf(message(3, number(1, 5)))).toBeUndefined()
  })

  test('with other fields between them', () => {
    const label = message(3, number(1, 5), number(2, 6))
    expect(labelsOf(label, packed(1, 1), label, number(99, 1), label)).toHaveLength(3)
  })

  test('samples with the same ones share them', () => {
    const labels = [6, 4, 6].map((index) => message(3, number(1, 5), number(2, index)))
    const samples = labels.flatMap((label) => sample(packed(2, 1), label))
    const decoded = decodeProfile(profileBytes({ samples })).samples.labels
    expect(decoded.get(2)).toBe(decoded.get(0))
    expect(decoded.get(1)).toEqual([{ key: 'key', text: 'make.go' }])
  })
})

describe('each fault has its sentence', () => {
  const faults: Record<string, readonly [Partial<Parts> | Uint8Array, string]> = {
    nothing: [new Uint8Array(), 'it is empty'],
    'a text': [
      new TextEncoder().encode('heap profile: 1: 2 [3: 4] @ heap/1048576\n'),
      "it is a text, not protobuf: pprof's old text formats are not supported",
    ],
    'a binary file': [new Uint8Array([0x7f, 0x45, 0x4c, 0x46]), 'doc_url before byte 1 has wire type 7 instead of 0'],
    zeros: [new Uint8Array(99), 'byte 0 is no protobuf: no field has the number 0'],
    'a field number above all': [
      { rest: [...varint(2 ** 33)] },
      'byte 86 is no protobuf: no field has the number 1073741824',
    ],
    'a number that is cut off': [{ rest: [0x60, 0x80] }, 'the number at byte 87 goes beyond the end of its message'],
    'a number of 70 bits': [
      { rest: [0x60, ...Array(9).fill(0xff), 0x02] },
      'the number at byte 87 has more than 64 bits',
    ],
    'a number of eleven bytes': [
      { rest: [0x60, ...Array(10).fill(0x80), 0x00] },
      'the number at byte 87 has more than 64 bits',
    ],
    'a length beyond the end': [
      { rest: [0x12, 100, 0] },
      'the length at byte 87 is 100, which is more than the bytes left (1)',
    ],
    'a length of 4 GB': [
      { samples: sample([0x0a, ...varint(2 ** 32)], packed(2, 5)) },
      'the length at byte 9 is 4294967296, which is more than the bytes left (3)',
    ],
    'a fixed number that is cut off': [
      { rest: [...varint(97 * 8 + 1), 1, 2] },
      'the field at byte 88 has 8 bytes, which is more than are left (2)',
    ],
    'a group': [
      { rest: [...varint(97 * 8 + 3)] },
      'the field before byte 88 has wire type 3, which pprof does not use',
    ],
    'a sample that is a number': [{ samples: number(2, 5) }, 'sample before byte 7 has wire type 0 instead of 2'],
    'a stack of fixed numbers': [
      { samples: sample([0x0d, 1, 0, 0, 0]) },
      'sample.location_id before byte 9 has wire type 5',
    ],
    'a name that is a text': [
      { functions: message(5, text(2, 'make')) },
      'function.name before byte 38 has wire type 2 instead of 0',
    ],
    'a stack that ends inside a number': [
      { samples: sample(message(1, [0x81]), packed(2, 5)) },
      'the number at byte 10 goes beyond the end of its message',
    ],
    'values that end inside a number': [
      { samples: sample(packed(1, 1), message(2, [0x81])) },
      'the number at byte 13 goes beyond the end of its message',
    ],
    'two profiles': [
      { rest: [...number(9, 1), ...profileBytes({ rest: number(9, 1) })] },
      'it is several profiles one after the other: keep each in a file of its own',
    ],
    'no strings': [{ strings: [] }, 'it has no string table'],
    'a first string': [{ strings: text(6, 'space') }, "the first entry of its string table is not ''"],
    'a string that is not there': [
      { functions: message(5, number(1, 1), number(2, 99)) },
      'function.name is string 99, but there are only 7',
    ],
    'a string below 0': [{ rest: number(7, -1) }, 'drop_frames is string -1, but there are only 7'],
    'a comment that is not there': [
      { rest: packed(13, 1, 2 ** 40) },
      'comment is string 1099511627776, but there are only 7',
    ],
    'a label of no string': [
      { samples: sample(packed(2, 5), message(3, number(1, 5), number(2, 7))) },
      'label.str is string 7, but there are only 7',
    ],
    'no sample types': [{ types: [], samples: [] }, 'it has no sample types'],
    'too few values': [
      { samples: sample(packed(1, 1)) },
      'sample 0 has 0 values instead of 1, the number of sample types',
    ],
    'too many values': [
      { samples: [...sample(packed(2, 5)), ...sample(packed(2, 5), packed(2, 6))] },
      'sample 1 has 2 values instead of 1, the number of sample types',
    ],
    'a location that is not there': [
      { samples: sample(packed(1, 1, 2), packed(2, 5)) },
      'sample 0 refers to location 2, which is not there',
    ],
    'location 0': [
      { samples: sample(number(1, 0), packed(2, 5)) },
      'sample 0 refers to location 0, which is not there',
    ],
    'a location far above': [
      { samples: sample(packed(1, 2n ** 64n - 1n), packed(2, 5)) },
      'sample 0 refers to location 18446744073709551615, which is not there',
    ],
    'a location with id 0': [
      { locations: message(4, number(3, 1)), samples: [] },
      'a location has the id 0, which stands for none',
    ],
    'a location that is there twice': [
      { locations: [1, 2].flatMap(() => message(4, number(1, 3))), samples: [] },
      'two locations have the id 3',
    ],
    'a huge id that is there twice': [
      { locations: [1, 2].flatMap(() => message(4, number(1, 2n ** 63n))), samples: [] },
      'two locations have the id 9223372036854775808',
    ],
    'a mapping that is there twice': [
      { mappings: [1, 2].flatMap(() => message(3, number(1, 3))) },
      'two mappings have the id 3',
    ],
    'a function that is there twice': [
      { functions: [1, 2].flatMap(() => message(5, number(1, 3))) },
      'two functions have the id 3',
    ],
    'a mapping that is not there': [
      { locations: message(4, number(1, 1), number(2, 9)) },
      'a location refers to mapping 9, which is not there',
    ],
    'a function that is not there': [
      { locations: message(4, number(1, 1), message(4, number(1, 9))) },
      'a line of a location refers to function 9, which is not there',
    ],
    'a line without a function': [
      { locations: message(4, number(1, 1), message(4, number(2, 9))) },
      'a line of a location refers to function 0, which is not there',
    ],
  }

  test.each(Object.keys(faults))('%s', (name) => {
    const [parts, sentence] = faults[name] as (typeof faults)[string]
    const bytes = parts instanceof Uint8Array ? parts : profileBytes(parts)
    expect(() => decodeProfile(bytes)).toThrow(new ProfileError(sentence))
  })
})
