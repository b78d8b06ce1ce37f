import { expect, test } from 'vitest'
import { change } from '../../../src/bench/vitest/change.ts'

test.for([
  [1000, 1052, '+5.2%'],
  [1000, 500, '-50.0%'],
  [100, 100, '~'],
  [10_000, 10_001, '~'],
  [0, 0, '~'],
  [0, 5, '+∞'],
  [5, 0, '-100.0%'],
  [-8, 0, '~'],
  [-8, 8, '+∞'],
  [1, 1000, '+99900.0%'],
] as const)('from %d to %d: %s', ([from, to, text]) => {
  expect(change(from, to)).toBe(text)
})
