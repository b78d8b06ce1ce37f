import { expect, test } from 'vitest'
import { perCall } from '../../src/profile/scale.ts'
import { sample } from './frames.ts'

test('figures are divided by the calls, and may become fractions', () => {
  expect(perCall([sample('make', 56, 2_240, 1_120), sample('rare', 1, 28)], 56)).toEqual([
    sample('make', 1, 40, 20),
    sample('rare', 1 / 56, 0.5),
  ])
})

test('no calls make no average', () => {
  expect(() => perCall([], 0)).toThrow(new RangeError('perCall needs a number of calls above 0, got 0'))
  expect(() => perCall([], Number.NaN)).toThrow(RangeError)
})
