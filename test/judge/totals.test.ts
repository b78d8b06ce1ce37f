import { describe, expect, test } from 'vitest'
import {
  courseOf,
  goesOnGrowing,
  heapBytesPerCall,
  noTotals,
  seemsToGrow,
  type Totals,
} from '../../src/judge/totals.ts'

/** Readings after 18 calls of warm-up and windows of so many calls and so much growth. */
function totalsOf(windows: readonly (readonly [calls: number, bytes: number, offHeapBytes?: number])[]): Totals {
  const totals = noTotals(1 + windows.length)
  totals.calls[0] = 18
  totals.heapBytes[0] = 5_000_000
  for (const [index, [calls, bytes, offHeapBytes = 0]] of windows.entries()) {
    totals.calls[index + 1] = (totals.calls[index] as number) + calls
    totals.heapBytes[index + 1] = (totals.heapBytes[index] as number) + bytes
    totals.offHeapBytes[index + 1] = (totals.offHeapBytes[index] as number) + offHeapBytes
  }
  totals.length = 1 + windows.length
  return totals
}

describe('the heap as a whole', () => {
  test.for<[string, [number, number, number?][], string]>([
    ['before the second window', [[16, 0]], 'open'],
    [
      'no growth',
      [
        [16, -18_720],
        [128, 0],
      ],
      'flat',
    ],
    [
      'a little less',
      [
        [16, 500],
        [128, -8],
      ],
      'flat',
    ],
    [
      'an object',
      [
        [16, 0],
        [128, 16],
      ],
      'open',
    ],
    [
      'a fall that may hide an object',
      [
        [16, 0],
        [128, -40],
      ],
      'open',
    ],
    [
      'what comes and goes again',
      [
        [16, 0],
        [128, 384],
        [128, -384],
      ],
      'flat',
    ],
    [
      'off the heap',
      [
        [16, 0],
        [128, 0, 1000],
      ],
      'open',
    ],
    [
      'one object in 20 calls',
      [
        [16, 700],
        [128, 656],
        [128, 192],
        [128, 96],
        [128, 224],
        [128, 160],
      ],
      'grows',
    ],
    [
      'what may be the last of the code that the process begins with',
      [
        [16, 700],
        [128, 656],
        [128, 192],
        [128, 96],
        [128, 224],
      ],
      'open',
    ],
    [
      'one object in 20 calls beside what comes and goes in three windows',
      [
        [16, 424],
        [128, 96],
        [128, -288],
        [128, 496],
        [128, 96],
        [128, -288],
        [128, 496],
      ],
      'grows',
    ],
    [
      'the same beside what comes and goes',
      [
        [16, 0],
        [128, 192],
        [128, -240],
        [128, 624],
        [128, -208],
        [128, 600],
      ],
      'grows',
    ],
    [
      'an object a call',
      [
        [16, 0],
        [128, 4096],
        [128, 4096],
      ],
      'open',
    ],
    [
      'much in each call',
      [
        [16, 0],
        [128, 12_800],
        [128, 12_800],
      ],
      'grows',
    ],
    [
      'a table between two steps',
      [
        [16, 0],
        [128, 1200],
        [128, 0],
      ],
      'open',
    ],
    [
      'a table that does not grow while the calls double',
      [
        [16, 0],
        [128, 1200],
        [128, 0],
        [290, 0],
      ],
      'flat',
    ],
    [
      'a cache that fills',
      [
        [16, 0],
        [128, 4000],
        [128, 2000],
        [128, 500],
        [128, 40],
        [128, 20],
      ],
      'open',
    ],
  ])('%s', ([, windows, course]) => {
    expect(courseOf(totalsOf(windows))).toBe(course)
  })
})

test('the rate is the usual one of the last windows', () => {
  expect(
    heapBytesPerCall(
      totalsOf([
        [16, 0],
        [128, 656],
        [128, 192],
        [128, 192],
        [128, 224],
      ]),
    ),
  ).toBe(1.625)
})

test('where there is no time for more windows, all but the first have to grow alike', () => {
  expect(
    seemsToGrow(
      totalsOf([
        [16, -900],
        [128, 224],
        [128, 192],
      ]),
    ),
  ).toBe(true)
  expect(
    seemsToGrow(
      totalsOf([
        [16, -900],
        [128, 224],
      ]),
    ),
  ).toBe(false)
  expect(
    seemsToGrow(
      totalsOf([
        [16, -900],
        [128, 224],
        [128, 0],
      ]),
    ),
  ).toBe(false)
  expect(
    seemsToGrow(
      totalsOf([
        [16, -900],
        [128, 2240],
        [128, 192],
      ]),
    ),
  ).toBe(false)
})

describe('a leak goes on through uneven windows', () => {
  test.for<[string, [number, number][], boolean]>([
    [
      'at its rate',
      [
        [320, 640],
        [410, 820],
        [270, 540],
      ],
      true,
    ],
    [
      'at nearly half of it, by chance',
      [
        [320, 300],
        [410, 400],
        [270, 250],
      ],
      true,
    ],
    [
      'at a third',
      [
        [320, 200],
        [410, 250],
        [270, 190],
      ],
      false,
    ],
    [
      'a batch that is emptied',
      [
        [3200, 6400],
        [4100, -6000],
        [2700, 9000],
      ],
      false,
    ],
    [
      'nothing more',
      [
        [320, 0],
        [410, 0],
        [270, 0],
      ],
      false,
    ],
  ])('%s: %s', ([, windows, goesOn]) => {
    expect(goesOnGrowing(totalsOf(windows), 2)).toBe(goesOn)
  })

  test('by no more than it may, where there is such a limit', () => {
    const windows = totalsOf([
      [320, 640],
      [410, 820],
      [270, 540],
    ])
    expect(goesOnGrowing(windows, 1, 3)).toBe(true)
    expect(goesOnGrowing(windows, 1, 1.9)).toBe(false)
  })
})
