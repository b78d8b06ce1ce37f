import { expect, test } from 'vitest'
import { sourceExcerpt } from '../../src/report/source.ts'
import { LINE_WIDTH, width } from '../../src/report/text.ts'
import { at } from './reports.ts'

const excerpt = (text: string | undefined, line = 1) =>
  sourceExcerpt(at('f', 'src/f.ts', line), text).map((l) => l.slice(4))

test('a function is shown from its head to its end', () => {
  expect(excerpt('before()\nfunction f() {\n  one()\n\n  two()\n}\n\nafter()\n', 2)).toEqual([
    '2 │ function f() {',
    '3 │   one()',
    '4 │',
    '5 │   two()',
    '6 │ }',
  ])
})

test('the brackets around parameters do not end it', () => {
  expect(excerpt('function f(\n  a: string,\n): void {\n  g(a)\n}\nafter()')).toHaveLength(5)
  expect(excerpt('function f()\n{\n  g()\n}\nafter()')).toHaveLength(4)
})

test('a function of one line is one line', () => {
  expect(excerpt('const f = () => cache.push(1)\nconst g = 2')).toEqual(['1 │ const f = () => cache.push(1)'])
})

test('a method is shown without the indentation of its class, tabs included', () => {
  expect(excerpt('class A {\n\tadd() {\n\t\tpush()\n\t}\n\n\tother() {}\n}', 2)).toEqual([
    '2 │ add() {',
    '3 │   push()',
    '4 │ }',
  ])
})

test('of a long function the first eight lines are shown, numbers aligned', () => {
  const text = `${'\n'.repeat(95)}function f() {\n${'  step()\n'.repeat(50)}}`
  const lines = excerpt(text, 96)
  expect(lines).toHaveLength(8)
  expect(lines[0]).toBe(' 96 │ function f() {')
  expect(lines[7]).toBe('103 │   step()')
})

test('lines that are too long are cut, control characters escaped', () => {
  const [line = ''] = sourceExcerpt(at('f', 'src/f.ts', 1), `f("\u001b[2J${'x'.repeat(500)}")`)
  expect(width(line)).toBeLessThanOrEqual(LINE_WIDTH)
  expect(line).toMatch(/^ {4}1 │ f\("\\x1b\[2Jx+…$/)
})

test('without a file, a line or a line that exists there is nothing to show', () => {
  expect(excerpt(undefined)).toEqual([])
  expect(excerpt('one()', 0)).toEqual([])
  expect(excerpt('one()', 7)).toEqual([])
  expect(excerpt('', 1)).toEqual([])
})
