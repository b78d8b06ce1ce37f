import { expect, test } from 'vitest'
import { compareFigures, isWorse } from '../../src/baseline/compare.ts'
import { assertionLeeways, testLeeways } from '../../src/baseline/leeways.ts'
import { figures, leak } from './entries.ts'

const site = 'handle src/server.ts'
const verdict = (now: Parameters<typeof compareFigures>[0], old: typeof now, tolerance?: number) =>
  compareFigures(now, old, assertionLeeways(tolerance)).verdict

test('what is allocated may vary by the tolerance', () => {
  expect(verdict(figures(1000), figures(1000))).toBe('same')
  expect(verdict(figures(1050), figures(1000))).toBe('same')
  expect(verdict(figures(1051), figures(1000))).toBe('worse')
  expect(verdict(figures(950), figures(1000))).toBe('same')
  expect(verdict(figures(949), figures(1000))).toBe('better')
  expect(verdict(figures(1001), figures(1000), 0)).toBe('worse')
  expect(verdict(figures(1, {}, 1), figures(0, {}, 0), 1)).toBe('worse')
  expect(verdict(figures(1000, {}, 3), figures(1000, {}, 2))).toBe('worse')
})

test('one figure that is worse outweighs all that are better', () => {
  expect(verdict(figures(10, { [site]: leak(900, 3) }), figures(1000, { [site]: leak(600, 2) }))).toBe('worse')
})

test('a leak is worse with more objects, or with more bytes than tables explain', () => {
  const old = figures(96, { [site]: leak(48, 1) })
  expect(verdict(figures(96, { [site]: leak(272, 1) }), old)).toBe('same')
  expect(verdict(figures(96, { [site]: leak(48, 1.01) }), old)).toBe('same')
  expect(verdict(figures(96, { [site]: leak(96, 2) }), old)).toBe('worse')
  expect(verdict(figures(96, { [site]: leak(1048, 1) }), old)).toBe('worse')
})

test('a new site is worse, however little it keeps, and one that is gone is better', () => {
  const old = figures(96, { [site]: leak(48, 1) })
  const now = figures(96, { [site]: leak(48, 1), 'on node_modules/bus/index.js': leak(8, 0) })
  const worse = compareFigures(now, old, assertionLeeways())
  expect(worse).toMatchObject({
    verdict: 'worse',
    sites: [{ verdict: 'same' }, { verdict: 'worse', now: { bytes: 8 } }],
  })
  expect([isWorse(worse, 'retained'), isWorse(worse, 'allocated')]).toEqual([true, false])
  const fixed = compareFigures(figures(96), old, assertionLeeways())
  expect(fixed).toMatchObject({ verdict: 'better', sites: [{ fingerprint: site, verdict: 'better' }] })
})

test('that a leak is accepted does not allow it to grow', () => {
  const old = figures(96, { [site]: leak(48, 1, 'upstream') })
  expect(verdict(figures(96, { [site]: leak(48, 1) }), old)).toBe('same')
  expect(verdict(figures(96, { [site]: leak(96, 2) }), old)).toBe('worse')
})

test('estimates may be off by half', () => {
  const old = figures(96, { [site]: leak(100_000, 100) })
  const now = figures(96, { [site]: leak(140_000, 140) })
  expect(compareFigures(now, old, assertionLeeways(0.05, 1)).verdict).toBe('worse')
  expect(compareFigures(now, old, assertionLeeways(0.05, 512)).verdict).toBe('same')
})

test('only what was measured both times is compared', () => {
  const { retained, sites } = figures(0)
  expect(compareFigures({ retained, sites }, figures(96), assertionLeeways()).figures.map(({ name }) => name)).toEqual([
    'retained',
    'retained',
  ])
  const bytesOnly = { retained, sites, allocated: { bytes: 500_000 } }
  expect(compareFigures(bytesOnly, figures(96), testLeeways()).verdict).toBe('worse')
})

test('cold code is noise in a whole test', () => {
  const old = figures(1_000_000, { [site]: leak(200_000, 5000) })
  const now = figures(1_160_000, { [site]: leak(280_000, 6400), 'other src/a.ts': leak(60_000, 900) })
  const wholeOf = (one: typeof now) => ({ ...one, retained: { bytes: 280_000, objects: 6400 } })
  expect(compareFigures(wholeOf(now), old, testLeeways()).verdict).toBe('same')
  const more = figures(1_000_000, { [site]: leak(200_000, 5000), 'other src/a.ts': leak(70_000, 10) })
  expect(compareFigures(wholeOf(more), old, testLeeways()).verdict).toBe('worse')
})

test('sites come by their size, whichever side that is on', () => {
  const { sites } = compareFigures(
    figures(0, { a: leak(10), c: leak(300) }),
    figures(0, { a: leak(10), b: leak(200) }),
    assertionLeeways(),
  )
  expect(sites.map(({ fingerprint }) => fingerprint)).toEqual(['c', 'b', 'a'])
})
