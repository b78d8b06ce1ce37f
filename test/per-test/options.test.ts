import { expect, test } from 'vitest'
import { perTestSettings, samplingIntervalOf, settingsOfTest } from '../../src/per-test/options.ts'

const FORMS = "it is bytes as a number, '1.5 MB' (B, kB, MB, GB, KiB, MiB, GiB), or { space: '64 kB', objects: 900 }"

test.for([
  [undefined, undefined],
  [false, undefined],
  [true, {}],
  ['src/**', { include: ['src/**'] }],
  [['a', 'b'], { include: ['a', 'b'] }],
  [{}, {}],
  [{ include: 'a' }, { include: ['a'] }],
  [{ retain: '5 MB' }, { retain: { space: 5 * 1024 ** 2 } }],
  [{ retain: { objects: 3 } }, { retain: { objects: 3 } }],
  [{ allocate: 1000 }, { allocateBytes: 1000, isAllocationAsked: true }],
  [
    { allocate: 1000, allocations: false },
    { allocateBytes: 1000, isAllocationAsked: true },
  ],
  [{ allocations: true }, { isAllocationAsked: true }],
  [{ allocations: false }, { isAllocationAsked: false }],
  [{ samplingInterval: 1, retain: undefined, include: undefined }, { samplingInterval: 1 }],
] as const)('perTest: %j', ([perTest, settings]) => {
  expect(perTestSettings(perTest)).toEqual(settings)
})

const perTestForms =
  "option 'perTest' is true, a glob of test files, or { include, retain: '5 MB', allocate, allocations }, not "

test.for([
  [5, `${perTestForms}5`],
  ['', `${perTestForms}''`],
  [null, `${perTestForms}null`],
  [[], `${perTestForms}[]`],
  [['a', 5], `${perTestForms}[ 'a', 5 ]`],
  [{ retains: 1 }, "perTest has no 'retains', only retain, allocate, allocations, include, samplingInterval"],
  [{ include: 5 }, "option 'perTest.include' is a glob of test files or an array of these, not 5"],
  [{ include: [] }, "option 'perTest.include' is a glob of test files or an array of these, not []"],
  [{ samplingInterval: 0 }, "option 'perTest.samplingInterval' is a whole number of bytes from 1, not 0"],
  [{ samplingInterval: 1.5 }, "option 'perTest.samplingInterval' is a whole number of bytes from 1, not 1.5"],
  [{ samplingInterval: '1' }, "option 'perTest.samplingInterval' is a whole number of bytes from 1, not '1'"],
  [{ allocations: 1 }, "option 'perTest.allocations' is true or false, not 1"],
  [{ retain: 'much' }, `option 'perTest.retain': a limit cannot be 'much': ${FORMS}`],
  [{ retain: null }, `option 'perTest.retain': a limit cannot be null: ${FORMS}`],
  [{ retain: { spaces: 1 } }, `option 'perTest.retain': a limit has no 'spaces': ${FORMS}`],
  [{ retain: { objects: -1 } }, "option 'perTest.retain': a limit's objects are a whole number from 0, not -1"],
  [{ allocate: 'much' }, `option 'perTest.allocate': a limit cannot be 'much': ${FORMS}`],
  [
    { allocate: { space: 1, objects: 5 } },
    "option 'perTest.allocate' is bytes or '100 MB', not { space: 1, objects: 5 }: objects of a whole test are not counted",
  ],
  [
    { allocate: { objects: 5 } },
    "option 'perTest.allocate' is bytes or '100 MB', not { objects: 5 }: objects of a whole test are not counted",
  ],
] as const)('perTest: %j is refused', ([perTest, message]) => {
  expect(() => perTestSettings(perTest)).toThrow(new TypeError(message))
})

const defaults = { include: ['a'], retain: { space: 10 }, samplingInterval: 3 }

test.for([
  [undefined, defaults],
  [null, defaults],
  [true, defaults],
  [false, undefined],
  [{}, defaults],
  [{ allocations: true }, { ...defaults, isAllocationAsked: true }],
  [{ retain: 5 }, { ...defaults, retain: { space: 5 }, isOwnLimit: true }],
  [{ retain: { objects: 5 } }, { ...defaults, retain: { objects: 5 }, isOwnLimit: true }],
] as const)('meta.leak: %j beside limits for all', ([meta, settings]) => {
  expect(settingsOfTest(meta, defaults)).toEqual(settings)
})

test('meta.leak has a test measured that is not measured otherwise', () => {
  expect(settingsOfTest(undefined, undefined)).toBeUndefined()
  expect(settingsOfTest(false, undefined)).toBeUndefined()
  expect(settingsOfTest(true, undefined)).toEqual({})
  expect(settingsOfTest({ allocate: '1 kB' }, undefined)).toEqual({ allocateBytes: 1024, isAllocationAsked: true })
})

test.for([
  [5, "meta.leak is true, false or { retain: '1 MB', allocate, allocations }, not 5"],
  ['1 MB', "meta.leak is true, false or { retain: '1 MB', allocate, allocations }, not '1 MB'"],
  [[], "meta.leak is true, false or { retain: '1 MB', allocate, allocations }, not []"],
  [{ include: 'a' }, "meta.leak has no 'include', only retain, allocate, allocations"],
  [{ retain: 'much' }, `option 'meta.leak.retain': a limit cannot be 'much': ${FORMS}`],
  [{ allocations: 'yes' }, "option 'meta.leak.allocations' is true or false, not 'yes'"],
] as const)('meta.leak: %j is refused', ([meta, message]) => {
  expect(() => settingsOfTest(meta, undefined)).toThrow(new TypeError(message))
})

test.for([
  ['by default', {}, 512],
  ['as asked for', { samplingInterval: 7, retain: { objects: 1 } }, 7],
  ['exact for a limit of objects', { retain: { space: 1e9, objects: 1 } }, 1],
  ['a thousandth of the limit of all', { retain: { space: 100_000 } }, 100],
  ['no more than by default', { retain: { space: 1e9 } }, 512],
  ['no less than 1', { retain: { space: 10 } }, 1],
  ['exact for a limit of its own up to 1 MB', { retain: { space: 1024 ** 2 }, isOwnLimit: true }, 1],
  ['a ten-thousandth above', { retain: { space: 3_000_000 }, isOwnLimit: true }, 300],
] as const)('the distance of recorded allocations: %s', ([, settings, bytes]) => {
  expect(samplingIntervalOf(settings)).toBe(bytes)
})
