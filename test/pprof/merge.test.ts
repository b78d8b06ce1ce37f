import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeProfile } from '../../src/pprof/decode.ts'
import { diffProfile, isBaseSample } from '../../src/pprof/diff.ts'
import { mergeProfiles } from '../../src/pprof/merge.ts'
import type { PprofLabel, PprofProfile } from '../../src/pprof/pprof-profile.ts'
import { ProfileError } from '../../src/pprof/profile-error.ts'
import { scale } from '../../src/pprof/scale.ts'
import { arbitraryProfile, samplesOf } from './arbitrary-profile.ts'
import { expectInvariants } from './invariants.ts'
import { profileBytes } from './message.ts'

const small = decodeProfile(profileBytes())

type Row = readonly [stack: string, value: number, labels?: readonly PprofLabel[]]

/** A profile of stacks such as `leaf < caller`, of one sample type. */
function profileOf(...rows: readonly Row[]): PprofProfile {
  const stacks = rows.map(([stack]) => stack.split(' < '))
  const names = [...new Set(stacks.flat())]
  return {
    ...small,
    mappings: [],
    locations: names.map((name, index) => ({
      id: index + 1,
      mapping: undefined,
      address: 0n,
      isFolded: false,
      lines: [
        { function: { id: index + 1, name, systemName: '', filename: 'a.ts', startLine: 1 }, line: 1, column: 0 },
      ],
    })),
    samples: samplesOf(
      rows.map(([, value, labels = []], index) => ({
        stack: (stacks[index] ?? []).map((name) => names.indexOf(name)),
        values: [value],
        labels,
      })),
    ),
  }
}

const rowsOf = ({ samples, locations }: PprofProfile): Row[] =>
  Array.from({ length: samples.count }, (_, i) => {
    const stack = samples.stackLocations.subarray(samples.stackStarts[i], samples.stackStarts[i + 1])
    const name = [...stack].map((index) => locations[index]?.lines[0]?.function.name).join(' < ')
    const labels = samples.labels.get(i)
    return labels ? [name, samples.values[i] as number, labels] : [name, samples.values[i] as number]
  })

const a: PprofLabel = { key: 'test', text: 'a' }
const size: PprofLabel = { key: 'size', number: 8, unit: 'bytes' }

describe('merging', () => {
  test('adds up samples of one stack and the same labels', () => {
    const merged = mergeProfiles([
      profileOf(['f < main', 1], ['g < main', 2], ['f < main', 4, [a]]),
      profileOf(['g < main', 10], ['f < main', 20], ['f < main', 40, [a]], ['f < f < main', 80]),
    ])
    expect(rowsOf(merged)).toEqual([
      ['f < main', 21],
      ['g < main', 12],
      ['f < main', 44, [a]],
      ['f < f < main', 80],
    ])
    expect(merged.locations.map(({ id }) => id)).toEqual([1, 2, 3])
    expectInvariants(merged)
  })

  test('the order of labels of different keys does not matter, that of one key does', () => {
    const b = { ...a, text: 'b' }
    const merge = (first: PprofLabel[], second: PprofLabel[]): number =>
      mergeProfiles([profileOf(['f', 1, first]), profileOf(['f', 2, second])]).samples.count
    expect(merge([a, size], [size, a])).toBe(1)
    expect(merge([a, b], [b, a])).toBe(2)
    expect(merge([size], [{ ...size, unit: 'kb' }])).toBe(2)
    expect(merge([a], [{ key: 'test', number: 1, unit: '' }])).toBe(2)
  })

  test('leaves out what is 0 and what nothing refers to', () => {
    const merged = mergeProfiles([profileOf(['f < main', 0], ['g < main', 5], ['h < x', 3]), profileOf(['h < x', -3])])
    expect(rowsOf(merged)).toEqual([['g < main', 5]])
    expect(merged.locations).toHaveLength(2)
  })

  test('of one profile makes it compact, of none is an error', () => {
    expect(rowsOf(mergeProfiles([profileOf(['f', 1], ['f', 2])]))).toEqual([['f', 3]])
    expect(() => mergeProfiles([])).toThrow(new ProfileError('there are no profiles to merge'))
  })

  test('begins at the earliest and lasts as long as all of them', () => {
    const header = (fields: Partial<PprofProfile>): PprofProfile => ({ ...small, ...fields })
    expect(
      mergeProfiles([
        header({ timeNanos: 0n, durationNanos: 5n, period: 10, comments: ['x'], dropFrames: 'first' }),
        header({ timeNanos: 9n, durationNanos: 7n, period: 30, comments: ['y', 'x'], defaultSampleType: 'space' }),
        header({ timeNanos: 4n, period: 20, docUrl: 'https://example.com', dropFrames: 'last' }),
      ]),
    ).toMatchObject({
      timeNanos: 4n,
      durationNanos: 12n,
      period: 30,
      comments: ['x', 'y'],
      defaultSampleType: 'space',
      docUrl: 'https://example.com',
      dropFrames: 'first',
    })
  })

  test('a program that is at another address in each run is one', () => {
    const [mapping] = small.mappings
    const at = (start: bigint): PprofProfile => {
      const moved = { ...(mapping as NonNullable<typeof mapping>), start, limit: start + 0x1f00n, buildId: 'abc' }
      return {
        ...small,
        mappings: [moved],
        locations: small.locations.map((location) => ({ ...location, mapping: moved, address: start + 0x10n })),
      }
    }
    const merged = mergeProfiles([at(0x4000n), at(0x7000n)])
    expect(merged).toMatchObject({ mappings: [{ start: 0x4000n }], locations: [{ address: 0x4010n }] })
    expect([...merged.samples.values]).toEqual([10])
  })

  test('other sample types are an error', () => {
    const other = { ...small, sampleTypes: [{ type: 'cpu', unit: 'nanoseconds' }] }
    expect(() => mergeProfiles([small, small, other])).toThrow(
      new ProfileError('profile 3 has other sample types (cpu/nanoseconds) than the first (space/bytes)'),
    )
    const period = { ...small, periodType: { type: 'space', unit: 'bytes' } }
    expect(() => mergeProfiles([small, period])).toThrow(
      new ProfileError('profile 2 has other period type (space/bytes) than the first (none)'),
    )
  })

  test('any profiles: merging what is merged changes nothing', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryProfile, arbitraryProfile, (first, other) => {
        const second: PprofProfile = {
          ...other,
          sampleTypes: first.sampleTypes,
          periodType: first.periodType,
          samples: {
            ...other.samples,
            values: new Float64Array(other.samples.count * first.sampleTypes.length).fill(1),
          },
        }
        const merged = mergeProfiles([first, second])
        expectInvariants(merged)
        expect(mergeProfiles([merged])).toEqual(merged)
      }),
      { numRuns: 300 },
    )
  })
})

describe('scaling', () => {
  test('rounds a half away from 0, and knows no -0', () => {
    expect([...scale(profileOf(['f', 3], ['g', -3], ['h', 0], ['i', 4]), 0.5).samples.values]).toEqual([2, -2, 0, 2])
    expect([...scale(profileOf(['f', 3], ['g', 0]), -1).samples.values]).toEqual([-3, 0])
  })
})

describe('subtracting', () => {
  const base = profileOf(['f < main', 5], ['g < main', 2, [a]], ['gone', 1])
  const current = profileOf(['f < main', 7], ['g < main', 2, [a]], ['new', 3])

  test('-base: stack by stack', () => {
    expect(rowsOf(diffProfile(base, current, 'base'))).toEqual([
      ['f < main', 2],
      ['new', 3],
      ['gone', -1],
    ])
  })

  test('-diff_base: the samples of the base stay, below 0 and with their label', () => {
    const label = { key: 'pprof::base', text: 'true' }
    const diff = diffProfile(base, current, 'diff_base')
    expect(rowsOf(diff)).toEqual([
      ['f < main', 7],
      ['g < main', 2, [a]],
      ['new', 3],
      ['f < main', -5, [label]],
      ['g < main', -2, [a, label]],
      ['gone', -1, [label]],
    ])
    expect([0, 1, 2, 3, 4, 5].map((sample) => isBaseSample(diff.samples.labels.get(sample)))).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
    ])
  })

  test('a profile from itself is nothing', () => {
    expect(diffProfile(base, base, 'base')).toMatchObject({ samples: { count: 0 }, locations: [] })
    expect(diffProfile(base, base, 'diff_base').samples.count).toBe(6)
  })
})
