import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import {
  ALLOCATE_OPTIONS,
  COLLECTED_OPTIONS,
  given,
  LEAK_OPTIONS,
  problemWith,
  RETAIN_OPTIONS,
} from '../src/options.ts'

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

test.for([
  true,
  false,
  undefined,
  {},
  { maxHeap: '1 GB' },
  { maxHeap: '1.5GiB', snapshot: true },
  { maxHeap: 512 * 1024 * 1024, snapshot: false },
  { maxHeap: 0 },
  { maxHeap: undefined, snapshot: undefined },
])('of how a failure is explained, %o is valid', (explain) => {
  for (const known of [LEAK_OPTIONS, RETAIN_OPTIONS, COLLECTED_OPTIONS]) {
    expect(problemWith({ explain }, known)).toBeUndefined()
  }
})

test.for([
  ['yes', "'yes'"],
  [1, '1'],
  [null, 'null'],
  [[], '[]'],
  [() => true, '[Function (anonymous)]'],
  [{ maxHeap: 'much' }, "{ maxHeap: 'much' }"],
  [{ maxHeap: -1 }, '{ maxHeap: -1 }'],
  [{ maxHeap: Infinity }, '{ maxHeap: Infinity }'],
  [{ maxHeap: null }, '{ maxHeap: null }'],
  [{ maxHeap: { space: '1 GB', objects: 3 } }, "{ maxHeap: { space: '1 GB', objects: 3 } }"],
  [{ snapshot: 'yes' }, "{ snapshot: 'yes' }"],
  [{ snapshot: null }, '{ snapshot: null }'],
  [{ maxheap: '1 GB' }, "{ maxheap: '1 GB' }"],
  [{ maxHeap: '1 GB', keep: true }, "{ maxHeap: '1 GB', keep: true }"],
] as const)('of how a failure is explained, %o is not', ([explain, shown]) => {
  for (const known of [LEAK_OPTIONS, RETAIN_OPTIONS, COLLECTED_OPTIONS]) {
    expect(problemWith({ explain }, known)).toBe(
      `option 'explain' is true, false, or { maxHeap: '512 MB', snapshot: true }, not ${shown}`,
    )
  }
})

test('an object that is to be collected has fewer options', () => {
  expect(problemWith({ settle: () => {}, explain: true }, COLLECTED_OPTIONS)).toBeUndefined()
  expect(problemWith({ warmup: 3 }, COLLECTED_OPTIONS)).toBe("there is no option 'warmup', only settle, explain")
})

test.for([{}, { warmup: 0 }, { calls: 1, rounds: 1 }, { warmup: 10_000, calls: 250, rounds: 40, budget: 0.5 }])(
  'of what a call allocates, %o is valid',
  (options) => {
    expect(problemWith(options, ALLOCATE_OPTIONS)).toBeUndefined()
  },
)

test.for([
  [{ warmup: -1 }, "option 'warmup' is a whole number of calls from 0, not -1"],
  [{ calls: 0 }, "option 'calls' is a whole number of calls from 1, not 0"],
  [{ calls: 1.5 }, "option 'calls' is a whole number of calls from 1, not 1.5"],
  [{ rounds: 0 }, "option 'rounds' is a whole number of rounds from 1, not 0"],
  [{ rounds: '3' }, "option 'rounds' is a whole number of rounds from 1, not '3'"],
  [{ budget: 0 }, "option 'budget' is a number of milliseconds above 0, not 0"],
  [{ settle: () => {} }, "there is no option 'settle', only warmup, calls, rounds, budget"],
  [{ explain: false }, "there is no option 'explain', only warmup, calls, rounds, budget"],
] as const)('of what a call allocates, %o: %s', ([options, problem]) => {
  expect(problemWith(options, ALLOCATE_OPTIONS)).toBe(problem)
})

test('rounds are for what a call allocates', () => {
  for (const known of [LEAK_OPTIONS, RETAIN_OPTIONS, COLLECTED_OPTIONS]) {
    expect(problemWith({ rounds: 3 }, known)).toMatch(/^there is no option 'rounds', only /)
  }
})

test('what is undefined is not given', () => {
  expect(given({ warmup: undefined, maxCalls: 3 })).toEqual({ maxCalls: 3 })
  expect(Object.keys(given({ warmup: undefined }))).toEqual([])
  expect(given(undefined)).toEqual({})
})
