import { describe, expect, test } from 'vitest'
import { isSteady, type Round, type SteadyRound, steadyRound } from '../../src/judge/steady.ts'

/** Rounds of these bytes, each of 100 objects unless it says otherwise. */
const rounds = (...figures: readonly (number | readonly [bytes: number, objects: number])[]): Round[] =>
  figures.map((figure) => {
    const [bytes, objects] = typeof figure === 'number' ? [figure, 100] : figure
    return { bytes, objects }
  })

const verdict = (basis: SteadyRound['basis'], bytes: number, leastBytes: number, mostBytes: number, objects = 100) => ({
  basis,
  bytes,
  objects,
  leastBytes,
  mostBytes,
})

describe('rounds are steady', () => {
  test.for([
    ['none', [], false],
    ['one', [4000], false],
    ['two alike', [4000, 4000], false],
    ['three alike', [4000, 4000, 4000], true],
    ['three alike at the end', [9000, 4100, 4000, 4000, 4000], true],
    ['three alike at the beginning', [4000, 4000, 4000, 4016], false],
    ['three alike with another one among them', [4000, 4000, 4016, 4000], false],
    ['nothing at all, three times', [0, 0, 0], true],
  ] as const)('%s: %j is %s', ([, figures, expected]) => {
    expect(isSteady(rounds(...figures))).toBe(expected)
  })

  test('only if their objects are as many, too', () => {
    expect(isSteady(rounds([4000, 100], [4000, 101], [4000, 100]))).toBe(false)
  })
})

describe('the figure', () => {
  test.for([
    // One round is what there is.
    ['of one round', [4000], verdict('alike', 4000, 4000, 4000)],
    ['of nothing', [[0, 0]], verdict('alike', 0, 0, 0, 0)],
    ['of two alike', [4000, 4000], verdict('alike', 4000, 4000, 4000)],
    // Agreement.
    ['of three alike', [4000, 4000, 4000], verdict('alike', 4000, 4000, 4000)],
    ['of code that got better', [9000, 6000, 4000, 4000, 4000], verdict('alike', 4000, 4000, 9000)],
    ['of code that got worse', [2000, 2000, 4000, 4000, 4000], verdict('alike', 4000, 2000, 4000)],
    ['of a tier-up in the middle', [9000, 9000, 4000, 4000, 4000], verdict('alike', 4000, 4000, 9000)],
    ['of a change from one plateau to another', [4000, 4000, 4000, 0, 0, 0], verdict('alike', 0, 0, 4000)],
    // Agreement, with V8's own work in between.
    ['with noise in every other round', [4000, 4016, 4000, 4032, 4000], verdict('alike', 4000, 4000, 4032)],
    ['with noise at the end', [4000, 4000, 4000, 4160], verdict('alike', 4000, 4000, 4160)],
    ['with a great piece of work once', [4000, 4000, 90_000, 4000], verdict('alike', 4000, 4000, 90_000)],
    // V8's own work everywhere.
    ['with noise in every round', [4016, 4000, 4032, 4160], verdict('least', 4000, 4000, 4160)],
    ['with as much noise as may be', [4000, 6048], verdict('least', 4000, 4000, 6048)],
    ['with one byte more', [4000, 6049], verdict('median', 4000, 4000, 6049)],
    ['with 1 % of much', [1_000_000, 1_010_000], verdict('least', 1_000_000, 1_000_000, 1_010_000)],
    ['with more than 1 % of much', [1_000_000, 1_010_001], verdict('median', 1_000_000, 1_000_000, 1_010_001)],
    [
      'with as many objects as may be',
      [
        [4000, 100],
        [4500, 116],
      ],
      verdict('least', 4000, 4000, 4500),
    ],
    [
      'with one object more',
      [
        [4000, 100],
        [4500, 117],
      ],
      verdict('median', 4000, 4000, 4500),
    ],
    [
      'with 1 % of many objects',
      [
        [1e6, 10_000],
        [1e6 + 8, 10_100],
      ],
      verdict('least', 1e6, 1e6, 1e6 + 8, 10_000),
    ],
    // The body's own changes.
    ['of a body that varies', [10_000, 50_000, 30_000, 20_000, 40_000], verdict('median', 30_000, 10_000, 50_000)],
    ['of as many more as less', [10_000, 20_000, 30_000, 40_000], verdict('median', 20_000, 10_000, 40_000)],
    ['of what grows without an end', [8000, 16_000, 32_000, 64_000, 128_000], verdict('median', 32_000, 8000, 128_000)],
    // A pool that is filled in one round of three, and one that is not alike often enough.
    ['of a pool', [4000, 4000, 4240, 4000, 4000, 4240], verdict('alike', 4000, 4000, 4240)],
    ['of two sizes in turn', [4000, 8000, 4000, 8000], verdict('median', 4000, 4000, 8000)],
  ] as const)('%s, %j', ([, figures, expected]) => {
    expect(steadyRound(rounds(...figures))).toEqual(expected)
  })

  test('of no rounds there is none', () => {
    expect(() => steadyRound([])).toThrow(new RangeError('no rounds'))
  })

  test('of rounds that differ in objects only, is that of the fewest', () => {
    const of = (...objects: number[]) => steadyRound(objects.map((count) => ({ bytes: 4000, objects: count })))
    expect(of(102, 100, 101)).toEqual(verdict('least', 4000, 4000, 4000))
    expect(of(150, 100, 200)).toEqual(verdict('median', 4000, 4000, 4000, 150))
  })
})

/** Always the same numbers. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return state / 0x8000_0000
  }
}

/** Few figures, so that some agree by themselves. */
function someRounds(seed: number): Round[] {
  const next = sequence(seed)
  const spread = [1, 16, 500, 4000, 100_000][seed % 5] ?? 1
  return Array.from({ length: 1 + Math.floor(next() * 12) }, () => ({
    bytes: 4000 + spread * Math.floor(next() * 5),
    objects: 100 + Math.floor(next() * 2),
  }))
}

const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  const next = sequence(seed)
  return items
    .map((item) => ({ item, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

describe.for(Array.from({ length: 20 }, (_, i) => i + 1))('whatever the rounds are (%i)', (seed) => {
  const given = someRounds(seed)
  const { basis, leastBytes, mostBytes, ...round } = steadyRound(given)

  test('the figure is that of one of them, within their range', () => {
    expect(given).toContainEqual(round)
    expect(leastBytes).toBe(Math.min(...given.map(({ bytes }) => bytes)))
    expect(mostBytes).toBe(Math.max(...given.map(({ bytes }) => bytes)))
  })

  test('the order of those before the last three does not matter', () => {
    const [earlier, last] = [given.slice(0, -3), given.slice(-3)]
    expect(steadyRound([...shuffled(earlier, seed), ...last])).toEqual(steadyRound(given))
  })

  test('they are left as they were', () => {
    const before = structuredClone(given)
    steadyRound(given)
    expect(given).toEqual(before)
  })

  test('three more that agree decide, whatever came before', () => {
    const agreed = { bytes: 123, objects: 4 }
    const all = [...given, agreed, agreed, agreed]
    expect(isSteady(all)).toBe(true)
    expect(steadyRound(all)).toEqual({ ...agreed, basis: 'alike', leastBytes: 123, mostBytes })
  })

  test('the least counts where it says so, and most agree where they are alike', () => {
    const alike = given.filter(({ bytes, objects }) => bytes === round.bytes && objects === round.objects)
    if (basis === 'least') expect(round.bytes).toBe(leastBytes)
    else if (basis === 'alike') expect(2 * alike.length > given.length || isSteady(given)).toBe(true)
    else expect(mostBytes - leastBytes).toBeGreaterThan(0.01 * leastBytes)
  })
})
