import { describe, expect, test } from 'vitest'
import { autoUnit, commonScale, formatBytes, formatLimit } from '../../src/report/bytes.ts'

test.each([
  [0, '0 B'],
  [1, '1 B'],
  [40.5, '40.5 B'],
  [0.25, '0.2 B'],
  [1_023, '1023 B'],
  [1_024, '1.0 kB'],
  [1_000_000, '976.6 kB'],
  [64_000_000, '61.0 MB'],
  [-2_560, '-2.5 kB'],
  [5 * 2 ** 40, '5.0 TB'],
  [2 ** 62, '4096.0 PB'],
])('%d bytes are written %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test('a unit begins at one of its own', () => {
  expect([0, 1, 1_023, 1_024, 2 ** 20 - 1, 2 ** 20, -(2 ** 30)].map(autoUnit)).toEqual([
    'B',
    'B',
    'B',
    'kB',
    'kB',
    'MB',
    'GB',
  ])
})

describe('one unit for a report, chosen from the smallest figure as pprof does', () => {
  test.each([
    ['all of one size', [40, 80], 120, { unit: 'B', decimals: 0 }],
    ['averages', [40.5, 80], 120.5, { unit: 'B', decimals: 1 }],
    ['the next unit is near: the smaller one', [900, 9_000], 9_900, { unit: 'B', decimals: 0 }],
    ['the smallest is a hundredth of the larger unit', [40, 1_000_000], 1_000_040, { unit: 'kB', decimals: 2 }],
    ['all are at least one', [2_048, 40_960], 43_008, { unit: 'kB', decimals: 1 }],
    ['figures below zero', [-2_048, 40_960], 43_008, { unit: 'kB', decimals: 1 }],
    ['nothing but zeros', [0, 0], 5_000, { unit: 'kB', decimals: 1 }],
    ['nothing', [], 0, { unit: 'B', decimals: 0 }],
  ])('%s', (_, figures, total, scale) => {
    expect(commonScale(figures, total)).toEqual(scale)
  })
})

test('in a larger unit zero is just 0, and no figure but zero looks like it', () => {
  const scale = commonScale([40, 1_000_000], 1_000_040)
  expect([0, 40, 1_000_000].map((bytes) => formatBytes(bytes, scale))).toEqual(['0', '0.04 kB', '976.56 kB'])
})

test.each([
  [50 * 2 ** 20, '50 MB'],
  [1.5 * 2 ** 20, '1.5 MB'],
  [1_000_000, '1000000 B'],
  [900, '900 B'],
  [0, '0 B'],
])('a limit of %d is written %s', (bytes, text) => {
  expect(formatLimit(bytes)).toBe(text)
})
