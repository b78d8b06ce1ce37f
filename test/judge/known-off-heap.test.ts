import { describe, expect, test } from 'vitest'
import { chargeKnownOffHeap, knownShare } from '../../src/judge/off-heap.ts'
import { type Frame, frameKey, type Profile, type Sample } from '../../src/profile/profile.ts'
import { frame, sample } from '../profile/frames.ts'

const leaf = (stack: readonly Frame[]): Frame | undefined => stack[0]
const owning = (arrayBuffers: number, given: Sample): Sample => ({ ...given, arrayBuffers })
const ownedBy = (owners: Readonly<Record<string, number>>): Map<string, number> =>
  new Map(Object.entries(owners).map(([name, bytes]) => [frameKey(frame(name)), bytes]))
const sharesOf = (profile: Profile): (number | undefined)[] => profile.map(({ offHeapBytes }) => offHeapBytes)
const sumOf = (profile: Profile): number => profile.reduce((sum, { offHeapBytes = 0 }) => sum + offHeapBytes, 0)

test('each site is charged with what it owns, whatever its buffers are in number', () => {
  const profile = [owning(1, sample('test > large', 1, 100)), owning(9, sample('test > small', 9, 900))]
  const charged = chargeKnownOffHeap(profile, 100_000, ownedBy({ large: 90_000, small: 10_000 }), leaf)
  expect(charged).toEqual([
    { ...profile[0], bytes: 90_100, offHeapBytes: 90_000 },
    { ...profile[1], bytes: 10_900, offHeapBytes: 10_000 },
  ])
})

test('several stacks of one site divide it by how many buffers they kept', () => {
  const profile = [owning(3, sample('a > make', 3, 300)), owning(1, sample('b > make', 1, 100))]
  expect(sharesOf(chargeKnownOffHeap(profile, 400_000, ownedBy({ make: 400_000 }), leaf))).toEqual([300_000, 100_000])
})

test('a stack of an owner without buffers has no part, if another one has', () => {
  const profile = [owning(3, sample('a > make', 3, 300)), sample('b > make', 5, 100)]
  const charged = chargeKnownOffHeap(profile, 400_000, ownedBy({ make: 400_000 }), leaf)
  expect(sharesOf(charged)).toEqual([400_000, undefined])
  expect(charged[1]).toEqual(profile[1])
})

test('a site without array buffers divides it by its stacks: WebAssembly memory', () => {
  const profile = [sample('a > compile', 3, 300), sample('b > compile', 1, 100)]
  expect(sharesOf(chargeKnownOffHeap(profile, 65_536, ownedBy({ compile: 65_536 }), leaf))).toEqual([32_768, 32_768])
})

test('what had been divided by counts before is taken back', () => {
  const profile = [
    { ...owning(1, sample('test > large', 1, 100)), bytes: 50_100, offHeapBytes: 50_000 },
    { ...owning(1, sample('test > small', 1, 100)), bytes: 50_100, offHeapBytes: 50_000 },
    { ...owning(1, sample('test > none', 1, 100)), bytes: 2100, offHeapBytes: 2000 },
  ]
  const charged = chargeKnownOffHeap(profile, 102_000, ownedBy({ large: 92_000, small: 10_000 }), leaf)
  expect(charged.map(({ bytes }) => bytes)).toEqual([92_100, 10_100, 100])
  expect(charged[2]).not.toHaveProperty('offHeapBytes')
})

test('to charge twice is to charge once', () => {
  const profile = [owning(1, sample('test > large', 1, 100)), owning(9, sample('test > small', 9, 900))]
  const owned = ownedBy({ large: 90_000, small: 10_000 })
  const once = chargeKnownOffHeap(profile, 100_000, owned, leaf)
  expect(chargeKnownOffHeap(once, 100_000, owned, leaf)).toEqual(once)
})

describe('what the owners have is not quite what was measured', () => {
  const profile = [owning(1, sample('test > a', 1, 0)), owning(1, sample('test > b', 1, 0))]

  test.for([
    ['more', 120_000],
    ['twice as much', 200_000],
    ['less, by a tenth at most', 90_000],
  ] as const)('%s: their shares are scaled to it', ([, total]) => {
    const owned = ownedBy({ a: 0.75 * total, b: 0.25 * total })
    const charged = chargeKnownOffHeap(profile, 100_000, owned, leaf)
    expect(sharesOf(charged)[0]).toBeCloseTo(75_000, 6)
    expect(sharesOf(charged)[1]).toBeCloseTo(25_000, 6)
    expect(sumOf(charged)).toBeCloseTo(100_000, 6)
  })

  test('less than that: what is left is nobody’s', () => {
    const charged = chargeKnownOffHeap(profile, 100_000, ownedBy({ a: 60_000, b: 20_000 }), leaf)
    expect(sharesOf(charged)).toEqual([60_000, 20_000])
  })
})

test('an owner without a stack in the profile takes its share with it', () => {
  const profile = [owning(1, sample('test > a', 1, 0))]
  expect(sharesOf(chargeKnownOffHeap(profile, 100_000, ownedBy({ a: 60_000, gone: 40_000 }), leaf))).toEqual([60_000])
})

test('a stack without anybody answerable is charged with nothing', () => {
  const profile = [owning(1, sample('test > make', 1, 100))]
  const charged = chargeKnownOffHeap(profile, 5000, ownedBy({ make: 5000 }), () => undefined)
  expect(charged).toEqual(profile)
})

test('without owners nothing is charged', () => {
  const profile = [owning(1, sample('test > make', 1, 100))]
  expect(chargeKnownOffHeap(profile, 5000, new Map(), leaf)).toEqual(profile)
})

test('what is charged adds up to what was measured', () => {
  const profile = [1, 2, 4].flatMap((count) => [
    owning(count, sample(`a > site${count}`, count, 0)),
    owning(1, sample(`b > site${count}`, count, 0)),
  ])
  const owned = ownedBy({ site1: 333_333.3, site2: 111_111.1, site4: 555_555.5 })
  expect(sumOf(chargeKnownOffHeap(profile, 1_000_003, owned, leaf))).toBeCloseTo(1_000_003, 6)
})

test.for([
  ['all of it', 1000, [600, 400], 1],
  ['more', 1000, [1200, 800], 0.5],
  ['a tenth less', 1000, [900], 1000 / 900],
  ['less', 1000, [899], 1],
  ['nothing', 1000, [], 1],
  ['nothing of nothing', 0, [0], 1],
  ['something of nothing', 0, [100], 0],
] as const)('owners who have %s: what %i bytes are of %o', ([, bytes, owned, share]) => {
  expect(knownShare(bytes, owned)).toBeCloseTo(share, 12)
})
