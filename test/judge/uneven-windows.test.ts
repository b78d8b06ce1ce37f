import { describe, expect, test } from 'vitest'
import { growing, growsThroughUnevenWindows, type Trend } from '../../src/judge/growth.ts'
import { type Course, readingsAt, siteOf } from './readings.ts'

const site = siteOf('flush')
const doublings = [64, 128, 256, 512, 1024, 2048, 4096, 8192]
const uneven = [8192, 9256, 10_648, 11_549]

/** Entries of a batch that is emptied when it has so many. */
const batchOf =
  (period: number): Course =>
  (calls) => ({ objects: calls % period })

const trendAt = (course: Course): Trend | undefined => growing(readingsAt(doublings, course, site))[0]

describe('windows of uneven length', () => {
  test('clear a batch that is by chance twice as full at each doubling', () => {
    const trend = trendAt(batchOf(250))
    expect(trend).toMatchObject({ figure: 'objects', sustained: true })
    expect(growsThroughUnevenWindows(trend as Trend, readingsAt(uneven, batchOf(250), site))).toBe(false)
  })

  test('clear all batches of 100 to 4000 that the doublings suspect', () => {
    const periods = Array.from({ length: 3901 }, (_, i) => 100 + i)
    const suspected = periods.filter((period) => trendAt(batchOf(period))?.sustained)
    const called = suspected.filter((period) =>
      growsThroughUnevenWindows(trendAt(batchOf(period)) as Trend, readingsAt(uneven, batchOf(period), site)),
    )
    expect(suspected).toHaveLength(123)
    expect(called).toEqual([])
  })

  test.each<[string, Course]>([
    ['one object a call', (calls) => ({ objects: calls })],
    ['one in 20 calls', (calls) => ({ objects: Math.floor(calls / 20) })],
    ['more with each call', (calls) => ({ objects: calls * calls })],
    ['beside a batch', (calls) => ({ objects: calls + (calls % 250) })],
  ])('do not clear a leak: %s', (_, course) => {
    const trend = trendAt(course)
    expect(growsThroughUnevenWindows(trend as Trend, readingsAt(uneven, course, site))).toBe(true)
  })
})

describe('few objects', () => {
  const rare: Trend = { figure: 'objects', site, perCall: 0.05, sustained: true }
  const objectsAt = (...objects: number[]) => {
    const readings = [128, 145, 167, 181].map((calls, i) =>
      readingsAt([calls], () => ({ objects: objects[i] ?? 0 }), site),
    )
    return readings.flat()
  }

  test('of which no more come are no leak', () => {
    expect(growsThroughUnevenWindows(rare, objectsAt(6, 6, 6, 6))).toBe(false)
    expect(growsThroughUnevenWindows(rare, objectsAt(6, 7, 6, 6))).toBe(false)
  })

  test('of which some more come are one', () => {
    expect(growsThroughUnevenWindows(rare, objectsAt(6, 6, 7, 7))).toBe(true)
  })

  test('are not cleared by windows in which not even two are expected', () => {
    expect(growsThroughUnevenWindows({ ...rare, perCall: 0.02 }, objectsAt(6, 6, 6, 6))).toBe(true)
  })
})
