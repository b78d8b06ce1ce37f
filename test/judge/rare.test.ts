import { expect, test } from 'vitest'
import { explainGrowth } from '../../src/judge/rare.ts'
import type { Site } from '../../src/judge/sites.ts'
import { siteOf } from './readings.ts'

type Counts = readonly [number, number, number, number]

/** Readings at 8, 16, 32 and 64 calls, of objects of 24 B. */
const readings = (bySite: readonly (readonly [Site, Counts])[], ignored: Counts = [0, 0, 0, 0]) =>
  [8, 16, 32, 64].map((calls, at) => ({
    calls,
    sites: new Map(
      bySite.map(([site, counts]) => [site, { objects: counts[at] as number, bytes: 24 * (counts[at] as number) }]),
    ),
    ignoredBytes: 24 * (ignored[at] as number),
    arrayBuffersBytes: 0,
    externalBytes: 0,
  }))

const [leak, noise, runner] = [siteOf('leak'), siteOf('noise'), siteOf('record', 'runner')]
const RATE = 24 / 10
const ONE_IN_TEN: Counts = [1, 2, 4, 7]

test('the site of which the survivors agree with the heap is the leak', () => {
  expect(
    explainGrowth(
      readings([
        [leak, ONE_IN_TEN],
        [noise, [3, 3, 3, 3]],
      ]),
      RATE,
    ),
  ).toMatchObject({
    trends: [{ site: leak, figure: 'objects', perCall: 6 / 56, sustained: true }],
    isExcused: false,
    isEnough: true,
  })
})

test.for<[string, Counts, number]>([
  ['two objects', [0, 0, 1, 2], RATE],
  ['none in the last window', [1, 4, 6, 6], RATE],
  ['what slows down', [0, 20, 50, 54], 20],
  ['few objects, which are much less than the heap grows by', [0, 1, 2, 4], 10 * RATE],
  ['much more than the heap grows by', ONE_IN_TEN, RATE / 10],
])('%s: nothing is said', ([, counts, rate]) => {
  expect(explainGrowth(readings([[leak, counts]]), rate).trends).toEqual([])
})

test('what the runner keeps and what is ignored excuses growth', () => {
  const excused = { trends: [], isExcused: true, isEnough: true }
  expect(explainGrowth(readings([[runner, ONE_IN_TEN]]), RATE)).toMatchObject(excused)
  expect(explainGrowth(readings([], ONE_IN_TEN), RATE)).toMatchObject(excused)
})

test('beside it a leak is a leak', () => {
  expect(
    explainGrowth(
      readings([
        [runner, ONE_IN_TEN],
        [leak, ONE_IN_TEN],
      ]),
      2 * RATE,
    ).trends,
  ).toMatchObject([{ site: leak }])
})

test('enough objects, but much less than the heap grew by: it has to go on at their rate', () => {
  const seen = (6 * 24) / 56
  expect(explainGrowth(readings([[leak, ONE_IN_TEN]]), 8 * seen)).toEqual({
    trends: [{ site: leak, figure: 'objects', perCall: 6 / 56, sustained: true }],
    bytesPerCall: seen,
    mostBytesPerCall: 3 * seen,
    isExcused: false,
    isEnough: true,
  })
  expect(explainGrowth(readings([[leak, ONE_IN_TEN]]), RATE)).toMatchObject({
    bytesPerCall: RATE,
    mostBytesPerCall: Infinity,
  })
})

test('two readings are too few', () => {
  expect(explainGrowth(readings([[leak, ONE_IN_TEN]]).slice(2), RATE).trends).toEqual([])
})

test('growth of which nothing is seen in calls enough is nobody’s', () => {
  const seen = (lastCalls: number, kept: number) =>
    [4, 16, lastCalls / 2, lastCalls].map((calls) => ({
      calls,
      sites: new Map([[noise, { objects: 3, bytes: 72 + (calls === lastCalls ? kept : 0) }]]),
      arrayBuffersBytes: 0,
      externalBytes: 0,
    }))
  expect(explainGrowth(seen(256, 0), 3)).toMatchObject({ trends: [], isExcused: true, isEnough: false })
  expect(explainGrowth(seen(256, 300), 3), 'as much as the heap').toMatchObject({ isExcused: false })
  expect(explainGrowth(seen(64, 0), 3), 'few calls').toMatchObject({ isExcused: false })
  expect(explainGrowth(seen(256, 0), 1), 'little growth').toMatchObject({ isExcused: false })
})
