import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixedColumn, valueAt } from '../../../src/pprof/page/fixed-column.ts'
import { packedColumn, unpackedColumn } from '../../../src/pprof/page/packed-column.ts'

test('a packed column has all its figures', () => {
  // No zero with a sign: text has none.
  const figure = fc
    .oneof(fc.maxSafeInteger(), fc.integer({ min: -100, max: 100 }), fc.double({ noNaN: true }))
    .map((value) => value + 0)
  fc.assert(
    fc.property(fc.oneof(fc.array(figure), fc.array(fc.integer())), (column) => {
      expect(unpackedColumn(packedColumn(column))).toEqual(new Float64Array(column))
    }),
  )
})

test('whole numbers are text that JSON and HTML leave as it is', () => {
  const text = packedColumn(Array.from({ length: 5000 }, (_, index) => index - 2500))
  expect(text).toMatch(/^[ !#-;=-[\]-~]+$/)
})

test('a fixed column gives any of its values', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1 }), (column) => {
      const fixed = fixedColumn(column)
      expect(column.map((_, index) => valueAt(fixed, index))).toEqual(column)
    }),
  )
})
