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
