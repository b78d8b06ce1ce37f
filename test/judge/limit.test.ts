import { expect, test } from 'vitest'
import { parseLimit } from '../../src/judge/limit.ts'

test.for([
  [0, 0],
  [1000, 1000],
  [1.9, 1],
  ['0', 0],
  ['1000', 1000],
  ['1000 B', 1000],
  ['1 kB', 1024],
  ['1kb', 1024],
  ['1 KiB', 1024],
  ['64k', 65_536],
  ['1.5 MB', 1_572_864],
  ['1.5MiB', 1_572_864],
  ['.5 MB', 524_288],
  ['2 GB', 2 * 1024 ** 3],
  ['  2 gib  ', 2 * 1024 ** 3],
] as const)('%s is %i bytes', ([input, space]) => {
  expect(parseLimit(input)).toEqual({ space })
})

test('space and objects can be limited together or alone', () => {
  expect(parseLimit({ space: '64 kB', objects: 900 })).toEqual({ space: 65_536, objects: 900 })
  expect(parseLimit({ space: 10 })).toEqual({ space: 10 })
  expect(parseLimit({ objects: 0 })).toEqual({ objects: 0 })
})

const forms = "it is bytes as a number, '1.5 MB' (B, kB, MB, GB, KiB, MiB, GiB), or { space: '64 kB', objects: 900 }"

test.for([
  [-1, '-1'],
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  [1e30, '1e+30'],
  ['', "''"],
  [' ', "' '"],
  ['-1 MB', "'-1 MB'"],
  ['1 TB', "'1 TB'"],
  ['1 iB', "'1 iB'"],
  ['1,5 MB', "'1,5 MB'"],
  ['a lot', "'a lot'"],
  [undefined, 'undefined'],
  [null, 'null'],
  [true, 'true'],
  [{}, '{}'],
  [[1], '[1]'],
  [{ space: 'much' }, "{'space':'much'}"],
] as const)('%s is no limit', ([input, shown]) => {
  expect(() => parseLimit(input)).toThrow(new RangeError(`a limit cannot be ${shown}: ${forms}`))
})

test('objects are counted', () => {
  for (const objects of [-1, 1.5, Number.NaN, '5']) {
    expect(() => parseLimit({ objects })).toThrow("a limit's objects are a whole number from 0, not ")
  }
})

test('a limit of another name is named', () => {
  expect(() => parseLimit({ bytes: 5 })).toThrow("a limit has no 'bytes': it is ")
})
