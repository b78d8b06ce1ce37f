import { expect, test } from 'vitest'
import { figuresIn, recordFigures } from '../../src/per-test/figures.ts'
import { fullNameOf } from '../../src/per-test/test-name.ts'

test('figures stand beside what else is in a test’s meta, and replace those of an earlier attempt', () => {
  const meta = { own: 1, 'vitest-leak': { alloc: 2, heap: { unmeasured: 'profiler' } } }
  recordFigures({ meta }, { unmeasured: 'concurrent' })
  expect(meta).toEqual({ own: 1, 'vitest-leak': { alloc: 2, heap: { unmeasured: 'concurrent' } } })
  expect(figuresIn(meta)).toEqual({ unmeasured: 'concurrent' })
  recordFigures({ meta }, undefined)
  expect(figuresIn(meta)).toBeUndefined()
})

test('a test without figures', () => {
  expect(figuresIn(undefined)).toBeUndefined()
  expect(figuresIn({})).toBeUndefined()
})

test('a test’s name is that of its suites, too, without that of the file', () => {
  expect(fullNameOf({ name: 'works' })).toBe('works')
  expect(fullNameOf({ name: 'works', suite: { name: 'inner', suite: { name: 'outer', suite: { name: '' } } } })).toBe(
    'outer > inner > works',
  )
})
