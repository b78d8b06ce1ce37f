import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { given, LEAK_OPTIONS, problemWith, RETAIN_OPTIONS } from '../src/options.ts'

test('valid options are no problem', () => {
  expect(problemWith(undefined, LEAK_OPTIONS)).toBeUndefined()
  const ignore = ['a', /b/, () => true, runInNewContext('/c/')]
  const all = { warmup: 0, maxCalls: 64, budget: 0.5, settle: () => {}, ignore, samplingInterval: 1 }
  expect(problemWith(all, LEAK_OPTIONS)).toBeUndefined()
  expect(problemWith({ warmup: undefined }, LEAK_OPTIONS)).toBeUndefined()
  expect(problemWith({ calls: 3, warmup: 0, settle: () => {}, samplingInterval: 512 }, RETAIN_OPTIONS)).toBeUndefined()
})

test.for([
  [{ warmup: -1 }, "option 'warmup' is a whole number of calls from 0, not -1"],
  [{ warmup: '3' }, "option 'warmup' is a whole number of calls from 0, not '3'"],
  [{ maxCalls: 0 }, "option 'maxCalls' is a whole number of calls from 1, not 0"],
  [{ budget: Infinity }, "option 'budget' is a number of milliseconds above 0, not Infinity"],
  [{ settle: 100 }, "option 'settle' is a function, not 100"],
  [{ ignore: [''] }, "option 'ignore' is a string, a RegExp, a function, or an array of these, not [ '' ]"],
  [{ samplingInterval: 0.5 }, "option 'samplingInterval' is a whole number of bytes from 1, not 0.5"],
  [
    { warmUp: 3 },
    "there is no option 'warmUp', only warmup, maxCalls, budget, settle, ignore, samplingInterval, explain",
  ],
  [5, 'options are an object, not 5'],
  [null, 'options are an object, not null'],
] as const)('%o: %s', ([options, problem]) => {
  expect(problemWith(options, LEAK_OPTIONS)).toBe(problem)
})

test('what is undefined is not given', () => {
  expect(given({ warmup: undefined, maxCalls: 3 })).toEqual({ maxCalls: 3 })
  expect(Object.keys(given({ warmup: undefined }))).toEqual([])
  expect(given(undefined)).toEqual({})
})
