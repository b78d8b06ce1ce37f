import { expect, test } from 'vitest'
import { percentage, roundedFixed } from '../../src/report/percent.ts'

// What Go's pprof prints for these; the comparison with the real one is in test/profile/pprof-oracle.test.ts.
test.each([
  [0, 100, '0%'],
  [5, 0, '0%'],
  [100, 100, '100%'],
  [9_995, 10_000, '100%'],
  [9_994, 10_000, '99.94%'],
  [10_006, 10_000, '100.06%'],
  [1, 100, '1.00%'],
  [1, 3, '33.33%'],
  [-1, 3, '33.33%'],
  [1, 200, '0.5%'],
  [1, 160, '0.62%'],
  [3, 1_600, '0.19%'],
  [9_999, 1_000_000, '1%'],
  [12, 1_000_000, '0.0012%'],
  [12, 10_000_000, '0.00012%'],
  [12, 100_000_000, '1.2e-05%'],
  [10, 100_000_000, '1e-05%'],
])('%d of %d is %s', (value, total, text) => {
  expect(percentage(value, total)).toBe(text)
})

test('an exact half rounds to the even digit, anything else to the nearest', () => {
  expect([0.125, 0.375, 0.625, -0.125].map((value) => roundedFixed(value, 2))).toEqual([
    '0.12',
    '0.38',
    '0.62',
    '-0.12',
  ])
  expect([0.25, 0.75, 2.5].map((value) => roundedFixed(value, 1))).toEqual(['0.2', '0.8', '2.5'])
  expect(roundedFixed(1.005, 2)).toBe('1.00')
})
