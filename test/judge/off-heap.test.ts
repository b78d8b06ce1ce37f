import { expect, test } from 'vitest'
import { chargeOffHeap } from '../../src/judge/off-heap.ts'
import { type Frame, frameKey, type Sample } from '../../src/profile/profile.ts'
import { frame, sample } from '../profile/frames.ts'

const leaf = (stack: readonly Frame[]): Frame | undefined => stack[0]
const keys = (...names: string[]): Set<string> => new Set(names.map((name) => frameKey(frame(name))))
const owning = (arrayBuffers: number, given: Sample): Sample => ({ ...given, arrayBuffers })

test('the only site that kept array buffers owns the memory, for certain', () => {
  const profile = [owning(64, sample('test > make', 128, 12_000)), sample('test > other', 64, 2000)]
  const charged = chargeOffHeap(profile, 6_400_000, leaf, keys('make', 'other'))
  expect(charged.sharedBy).toBe(1)
  expect(charged.profile).toEqual([{ ...profile[0], bytes: 6_412_000, offHeapBytes: 6_400_000 }, profile[1]])
})

test('several stacks of one site divide it by how many they kept, and it is the site’s own', () => {
  const profile = [owning(3, sample('a > make', 3, 300)), owning(1, sample('b > make', 1, 100))]
  const charged = chargeOffHeap(profile, 400_000, leaf, keys('make'))
  expect(charged.sharedBy).toBe(1)
  expect(charged.profile.map(({ offHeapBytes }) => offHeapBytes)).toEqual([300_000, 100_000])
})

test('several sites divide it, and are told to have', () => {
  const profile = [owning(3, sample('test > read', 9, 300)), owning(1, sample('test > write', 3, 100))]
  const charged = chargeOffHeap(profile, 400_000, leaf, keys('read', 'write'))
  expect(charged.sharedBy).toBe(2)
  expect(charged.profile.map(({ offHeapBytes }) => offHeapBytes)).toEqual([300_000, 100_000])
})

test('sites that do not leak own none of it', () => {
  const profile = [owning(4, sample('test > pool', 4, 400)), owning(4, sample('test > make', 4, 400))]
  const charged = chargeOffHeap(profile, 1000, leaf, keys('make'))
  expect(charged.sharedBy).toBe(1)
  expect(charged.profile.map(({ offHeapBytes }) => offHeapBytes)).toEqual([undefined, 1000])
})

test('WebAssembly memory has no array buffer on the heap: it is the growing site’s, if there is one only', () => {
  const profile = [sample('test > compile', 2, 700), sample('test > other', 5, 200)]
  const one = chargeOffHeap(profile, 65_536, leaf, keys('compile'))
  expect(one.sharedBy).toBe(1)
  expect(one.profile[0]).toEqual({ ...profile[0], bytes: 66_236, offHeapBytes: 65_536 })
  expect(one.profile[1]).toBe(profile[1])
})

test('without array buffers, and with several growing sites, it is nobody’s', () => {
  const profile = [sample('test > compile', 2, 700), sample('test > other', 5, 200)]
  expect(chargeOffHeap(profile, 65_536, leaf, keys('compile', 'other'))).toEqual({ profile, sharedBy: 0 })
})

test.for([
  ['nothing grew off the heap', 0, keys('make')],
  ['less than before', -5000, keys('make')],
  ['no site leaks', 5000, keys()],
] as const)('%s: nothing is charged', ([, bytes, growing]) => {
  const profile = [owning(1, sample('test > make', 1, 100))]
  expect(chargeOffHeap(profile, bytes, leaf, growing)).toEqual({ profile, sharedBy: 0 })
})

test('a stack without anybody answerable is charged with nothing', () => {
  const profile = [owning(1, sample('test > make', 1, 100))]
  expect(chargeOffHeap(profile, 5000, () => undefined, keys('make'))).toEqual({ profile, sharedBy: 0 })
})

test('what is charged adds up to what grew', () => {
  const profile = [1, 2, 4].map((count) => owning(count, sample(`test > site${count}`, count, 0)))
  const { profile: charged } = chargeOffHeap(profile, 1_000_003, leaf, keys('site1', 'site2', 'site4'))
  expect(charged.reduce((sum, { offHeapBytes = 0 }) => sum + offHeapBytes, 0)).toBeCloseTo(1_000_003, 6)
})
