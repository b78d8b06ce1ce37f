import { describe, expect, test } from 'vitest'
import { offHeapRate } from '../../src/judge/off-heap-rate.ts'

/** A pool: so many calls that take nothing, then one that takes a new one. */
const pool = (calls: number, bytes = 8192): number[] => [...new Array<number>(calls - 1).fill(0), bytes]

test.for<[string, number[], number]>([
  ['no calls', [], 0],
  ['calls that take nothing', [0, 0, 0], 0],
  ['the same each time', [1000, 1000, 1000], 1000],
  ['more and less', [1000, 2000, 3000, 4000], 3000],
  ['one size and another one in turn', [3000, 1000, 3000, 1000, 3000, 1000, 3000], 2000],
  ['a call in which something else was freed', [1000, 1000, 400, 1000, 1000], 1000],
  ['one call of one', [5000], 5000],
  ['one call of several', [0, 5000, 0, 0], 1250],
  ['one call that took some last', [0, 0, 0, 5000], 1250],
  ['two calls in a row', [0, 500, 700, 0], 700],
  ['two calls apart', [0, 500, 0, 0, 600, 0], 200],
  ['two pools', [...pool(78), ...pool(78)], 8192 / 78],
  ['many pools', Array.from({ length: 9 }, () => pool(78)).flat(), 8192 / 78],
  // Only growth: what was freed is none.
  ['what was freed in a call', [1000, -4000, 1000, 1000], 2000 / 3],
  ['nothing but what was freed', [-4000, -4000], 0],
])('%s', ([, growth, expected]) => {
  expect(offHeapRate(growth)).toBeCloseTo(expected, 10)
})

describe('of a pool of 78', () => {
  const whole = Array.from({ length: 5 }, () => pool(78)).flat()

  test.for([0, 1, 40, 76, 77])('it does not matter that it was filled by %i before', (filled) => {
    expect(offHeapRate(whole.slice(filled))).toBeCloseTo(8192 / 78, 10)
  })

  test.for([0, 1, 40, 76, 77])('nor that %i calls came after the last one', (after) => {
    expect(offHeapRate([...whole, ...new Array<number>(after).fill(0)])).toBeCloseTo(8192 / 78, 10)
  })
})

describe.for([[[0, 8192, 0, 0, 8192, 0, 0, 8192]], [[100, 200, 300, 400]], [[0, 0, 7, 0]], [[1_000_000_007]]] as const)(
  '%j',
  ([growth]) => {
    test('twice the bytes are twice the rate', () => {
      expect(offHeapRate(growth.map((bytes) => 2 * bytes))).toBeCloseTo(2 * offHeapRate(growth), 6)
    })

    test('the rate is not more than the most of a call', () => {
      expect(offHeapRate(growth)).toBeLessThanOrEqual(Math.max(...growth))
      expect(offHeapRate(growth)).toBeGreaterThan(0)
    })

    test('they are left as they were', () => {
      const given = [...growth]
      offHeapRate(given)
      expect(given).toEqual([...growth])
    })
  },
)
