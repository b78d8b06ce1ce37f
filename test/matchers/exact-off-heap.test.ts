import { expect, test } from 'vitest'
import type { Explanation, SiteExplanation } from '../../src/explain/explanation.ts'
import { withExactOffHeap } from '../../src/matchers/exact-off-heap.ts'
import type { Profile } from '../../src/profile/profile.ts'
import { frame, sample } from '../profile/frames.ts'

const explained = (owners: Readonly<Record<string, number>>): Explanation => ({
  calls: 64,
  sites: Object.entries(owners).map(
    ([name, offHeapBytesPerCall]): SiteExplanation => ({
      frame: frame(name),
      kinds: [],
      offHeapBytesPerCall,
      holders: [],
      omittedHolders: 0,
      candidates: [],
    }),
  ),
})

/** Of two sites that made as many buffers, with the memory off the heap in two halves: 1000 bytes a call in all. */
const halved = (calls: number): Profile =>
  ['large', 'small'].map((name) => ({
    ...sample(`test > ${name}`, calls, 100 * calls),
    bytes: 600 * calls,
    offHeapBytes: 500 * calls,
    arrayBuffers: calls,
  }))

const totals = { base: { calls: 8, bytes: 8000 }, current: { calls: 64, bytes: 64_000 } }
const measured = (explanation?: Explanation) => ({
  base: halved(8),
  current: halved(64),
  offHeapSharedBy: 2,
  subject: 'fn',
  ...(explanation && { explanation }),
})

const sharesOf = (profile: Profile): (number | undefined)[] => profile.map(({ offHeapBytes }) => offHeapBytes)
const perCallOf = (explanation: Explanation | undefined): number[] => {
  if (!explanation || 'reason' in explanation) throw new Error('nothing is explained')
  return explanation.sites.map(({ offHeapBytesPerCall }) => offHeapBytesPerCall)
}

test('what an explanation knows takes the place of halves, at both checkpoints', () => {
  const exact = withExactOffHeap(measured(explained({ large: 900, small: 100 })), totals)
  expect(sharesOf(exact.base)).toEqual([7200, 800])
  expect(sharesOf(exact.current)).toEqual([57_600, 6400])
  expect(exact.current.map(({ bytes }) => bytes)).toEqual([64_000, 12_800])
  // Nobody divides any more; the rest is as it was.
  expect(exact).toMatchObject({ offHeapSharedBy: 1, subject: 'fn' })
  expect(perCallOf(exact.explanation)).toEqual([900, 100])
})

test('figures that are a little off are those of the measurement, in the explanation too', () => {
  const exact = withExactOffHeap(measured(explained({ large: 950, small: 50 * 3 })), totals)
  const [large = 0, small = 0] = perCallOf(exact.explanation)
  expect(large + small).toBeCloseTo(1000, 9)
  expect(large / small).toBeCloseTo(950 / 150, 9)
  const [current = 0, other = 0] = sharesOf(exact.current)
  expect(current + other).toBeCloseTo(64_000, 6)
})

test('what is owned by nobody known is charged to nobody', () => {
  const exact = withExactOffHeap(measured(explained({ large: 300 })), totals)
  expect(sharesOf(exact.current)).toEqual([19_200, undefined])
  expect(perCallOf(exact.explanation)).toEqual([300])
})

test('a site that owns none is as it is', () => {
  const exact = withExactOffHeap(measured(explained({ large: 1000, small: 0 })), totals)
  expect(sharesOf(exact.current)).toEqual([64_000, undefined])
  expect(perCallOf(exact.explanation)).toEqual([1000, 0])
})

test.for([
  ['no explanation', undefined],
  ['a reason instead of one', { reason: 'the body failed' }],
  ['one that knows no owner', explained({ large: 0, small: 0 })],
  ['one without sites', explained({})],
] as const)('with %s, the division stays', ([, explanation]) => {
  const evidence = measured(explanation)
  expect(withExactOffHeap(evidence, totals)).toBe(evidence)
})
