import { expect, test } from 'vitest'
import { parseSource } from '../../../src/explain/lines/parse-source.ts'
import { candidatesIn } from './planted.ts'

/** `^` is where V8 says that the function starts which makes the object. */
test.each([
  ['a declaration', 'f', 'function f^() { ({ here: 1 }) }'],
  ['an expression', 'f', 'const f = function ^() { ({ here: 1 }) }'],
  ['a comment before the parenthesis', 'f', 'function /* ( */ f /* ( */ // (\n ^() { ({ here: 1 }) }'],
  ['asynchronous', 'f', 'async function f^() { ({ here: 1 }) }'],
  ['a generator', 'f', 'function* f^() { ({ here: 1 }) }'],
  ['an arrow function', 'f', 'const f = ^(a) => ({ here: 1 })'],
  ['one with a bare parameter', 'f', 'const f = ^a => ({ here: 1 })'],
  ['an asynchronous one', 'f', 'const f = ^async a => ({ here: 1 })'],
  ['one in another', '', 'const f = a => ^b => ({ here: 1 })'],
  ['a method', 'm', 'const o = { m^() { ({ here: 1 }) } }'],
  ['a getter', 'get m', 'const o = { get m ^() { ({ here: 1 }) } }'],
  ['a private method', '#m', 'class A { #m^() { ({ here: 1 }) } }'],
  ['a computed name', 'o', 'const o = { [(1, k())]^() { ({ here: 1 }) } }'],
  ['a constructor', 'A', 'class A { x = {}; constructor^() { ({ here: 1 }) } }'],
  ['fields, on Node 20', '<instance_members_initializer>', '^class A { static y = {}; x = { here: 1 } }'],
  ['fields, on Node 24', 'A', 'class A { static y = {}; ^x = { here: 1 } }'],
  ['static fields, on Node 20 and 24', 'A', 'class A { x = {}; ^static y = { here: 1 } }'],
  ['a static block', 'A', 'class A { x = {}; ^static { ({ here: 1 }) } }'],
  ['a module', '', '^import x from "y"\nexport const a = { here: 1 }\nawait x'],
  ['a CommonJS module', '', '^#!/usr/bin/env node\nwith (a) ({ here: 1 })\nreturn'],
  ['an old sort of script', '', '^var await = { here: 010 }'],
  ['behind characters of two units', 'f', 'const s = "😀😀"; const f = ^() => ({ here: s })'],
  ['behind other ends of lines', 'f', '//\r\n//\r//\u2028\nconst f = ^() => ({ here: 1 })'],
])('%s', (_, functionName, source) => {
  expect(candidatesIn(source, 'Object', functionName)?.map((text) => text.slice(0, 6))).toEqual(['{ here'])
})

test('fields and static fields are not told apart on Node 22', () => {
  expect(candidatesIn('class A ^{ static y = {}; x = [] ; z = {} }', 'Object', 'A')).toEqual([
    '{}; x = [] ; z = {} }',
    '{} }',
  ])
})

test('fields as TypeScript writes them for an old target', () => {
  const source =
    'class A {\n  constructor^() {\n    Object.defineProperty(this, "x", { enumerable: true, value: [] })\n  }\n}'
  expect(candidatesIn(source, 'Array', 'A')).toEqual(['[] })'])
})

test('a module whose columns V8 was told to count without its wrapper starts before them', () => {
  const source = parseSource('const a = {}\nexport { a }')
  const at = (column: number) => source?.candidates({ functionName: '', line: 1, column }, [{ className: 'Object' }])
  expect(at(-120)).toEqual([[{ line: 1, column: 11 }]])
  expect(at(2 ** 32 - 120)).toEqual([[{ line: 1, column: 11 }]])
})

test('no such function is no answer', () => {
  const source = parseSource('function f() { return {} }')
  const at = (line: number, column: number) => source?.candidates({ functionName: 'f', line, column }, [])
  expect(at(1, 11)).toEqual([])
  expect(at(1, 12)).toBeUndefined()
  expect(at(7, 1)).toBeUndefined()
})

test('what is no JavaScript is no source', () => {
  expect(parseSource('function (')).toBeUndefined()
  expect(parseSource('')).toBeDefined()
})

test('sums of thousands of parts do not exhaust the stack', () => {
  const source = parseSource(`var s = ${'"a" + b + '.repeat(2_000)}""`)
  expect(source?.candidates({ functionName: '', line: 1, column: 1 }, [{ className: 'string' }])).toEqual([
    [{ line: 1, column: 9 }],
  ])
})
