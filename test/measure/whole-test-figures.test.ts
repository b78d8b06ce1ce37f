import { expect, test } from 'vitest'
import { objectsOf, replacedBytes } from '../../src/measure/retained-figures.ts'

const KB = 1024
const MB = 1024 * KB

test.for([
  ['as much as the heap grew by', 5 * MB, 5 * MB, 0],
  ['less than the heap grew by', 1 * MB, 5 * MB, 0],
  ['a little more, which is how a heap moves', 1 * MB, 1 * MB - 256 * KB, 0],
  ['a quarter more of much', 8 * MB, 6 * MB, 0],
  ['in place of as much', 5 * MB, 0, 5 * MB],
  ['in place of some of it', 5 * MB, 3 * MB, 2 * MB],
  ['in place of more', 2 * MB, -3 * MB, 5 * MB],
] as const)('code that made %s', ([, made, growth, replaced]) => {
  expect(replacedBytes(made, growth)).toBe(replaced)
})

test('objects that took the place of others are no more objects', () => {
  expect(objectsOf(100, 4000, 4000)).toBe(100)
  expect(objectsOf(100, 4000, 1000)).toBe(25)
  expect(objectsOf(100, 4000, 0)).toBe(0)
  expect(objectsOf(100, 4000, -1000)).toBe(0)
  expect(objectsOf(0, 0, 0)).toBe(0)
})
