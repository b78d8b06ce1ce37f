import { expect, test } from 'vitest'
import type { MadeKind } from '../../../src/explain/lines/made-kind.ts'
import { candidatesIn } from './planted.ts'

/** A function's body, one expression a line; the lines that are candidates start with `>`. */
const rows: readonly (readonly [string, MadeKind | string, string])[] = [
  ['new by name', 'UserData', '>new UserData(1)\nnew Other(2)\nnew Map()'],
  ['new of a member', 'UserData', '>new lib.UserData(1)\nnew lib.Other(2)'],
  ['new of an import as Vite writes it', 'UserData', '>new __vi_import_0__.UserData(1)'],
  ['a default import may be any class', 'UserData', '>new __vi_import_0__.default()\n>new UserData()'],
  ['a parameter may be any class', 'UserData', 'UserData.x\n>new p()\nnew Map()'],
  ['a class that no name tells', 'UserData', '>new Foo()\nnew Map()\n>new lib.Bar()'],
  ['a name by property', 'ns.Foo', '>new ns.Foo()\nnew ns.Bar()'],
  ['Reflect.construct', 'UserData', '>Reflect.construct(X, [])\n>new UserData()'],
  ['an error, with new and without', 'Error', ">new Error('x')\n>Error('y')\nnew TypeError('z')"],
  ['a buffer', 'ArrayBuffer', '>new ArrayBuffer(8)\n>new Uint8Array(8)\nnew Map()\n>b.slice(1)'],
  ['a literal with its keys', { className: 'Object', keys: ['a', 'b'] }, '>({ a: 1, b })\n({ c: {} })\n({})'],
  ['a literal that gets more keys', { className: 'Object', keys: ['a', 'b'] }, ">const o = { a: '' }\no.b = 1"],
  ['one that has got more', { className: 'Object', keys: ['a', 'b'] }, ">f({ a: '', b })\n>o = {}\no.a = 1\no.b = 1"],
  ['another key that is no integer', { className: 'Object', keys: ['a'] }, ">({ a })\n({ a, b: 'text' })"],
  ['a key that a snapshot may hide', { className: 'Object', keys: ['a'] }, '>({ a, b: n })'],
  [
    'a spread may have any keys',
    { className: 'Object', keys: ['a'] },
    ">({ ...o })\n>({ [k]: 1 })\n({ ...o, b: 'x' })\n>({ a })",
  ],
  ['JSON.parse makes any object', { className: 'Object', keys: ['a'] }, '>JSON.parse(s)\n>({ a })\nmatch(s)'],
  ['the rest of an object', { className: 'Object', keys: ['a'] }, 'const {\n>...rest\n} = o'],
  ['objects of unknown keys', 'Object', '>({ a: 1 })\n>Object.create(null)\n>class A {}\nf(1)'],
  ['arrays', 'Array', '>[1]\n>a.slice()\nm.set(1)\nf(\n>...a)\nnew Map()'],
  ['the rest of an array', 'Array', 'const [\n>...rest\n] = a'],
  ['concatenation', 'string', `const a =\n>'a' + b\n1 + 2;\n>\`a\${b}\`;\n\`ab\`;\nm.set(1)`],
  ['added to a string', 'string', ">s += 'x'\nn += 1\nn++"],
  ['strings of the runtime', 'string', '>s.repeat(2)\n>JSON.stringify(o)\nlist.push(s)'],
  ['a key', 'string', '>o[k]\no[1]\no.k'],
  ['a regular expression', 'RegExp', 'f(\n>/x/g)\nf(2)'],
  ['functions', 'closure', 'f(\n>() => 1)\n>function g() { return () => 2 }\nf(2)'],
  [
    'functions by name',
    { className: 'closure', functionName: 'g' },
    'f(\n>() => 1)\nconst h = () => 3\nconst g =\n>() => 2',
  ],
  ['functions without a name', { className: 'closure', functionName: '' }, 'f(\n>() => 1)\nconst h = () => 3'],
  ['a method of an object', { className: 'closure', functionName: 'get g' }, '({ get g\n>() { return 1 }, h() {} })'],
  ['a bound function', { className: 'closure', functionName: 'native_bind' }, '>bind(1)\n(() => 1)'],
  ['a table', 'table', '>list.push(1)\n>o[k] = 1\n>o.x = 2\nx = 3\n>m.set(1, 2)\nm.get(1)\n>o.n++\n>delete o.x'],
  ['a symbol', 'symbol', ">Symbol('a')\n>Symbol.for('b')\n>class A { #x = 1 }\nf(1)"],
  ['a number', 'number', '>a * 2\n>n++\n>Math.random()\nlist.add(1)\n>o.x = y'],
  ['a bigint', 'bigint', '>a ** b\n>BigInt(1)\nf(2n)'],
  ['a promise', 'Promise', '>import(x)\n>Promise.all(a)\nf(1)'],
  ['something of which nothing is known', 'Array', '>addon.read()\nown(1)'],
  ['via a name', { className: 'Listener', via: 'addEventListener' }, '>et.addEventListener(f)\net.on(f)'],
  ['via a qualified name', { className: 'Object', via: 'EventEmitter.once' }, '>em.once(f)\nem.on(f)'],
  ['via another name', { className: 'Array', via: 'addListener' }, '>em.on(f)\n>em.addListener(f)\nem.once(f)'],
  ['via new', { className: 'Map', via: 'Map' }, '>new Map()\nnew Set()\nmap.get(1)'],
  [
    'via an import as Vite writes it',
    { className: 'Timeout', via: 'setTimeout' },
    '>(0, __vi_import_0__.setTimeout)(f)\nf(1)',
  ],
  [
    'via an optional call',
    { className: 'Timeout', via: 'setTimeout' },
    '>a?.setTimeout?.(f)\na?.b(1)'.replace('>a?.', 'a?.\n>'),
  ],
  ['via a bound function', { className: 'Object', via: 'bound run' }, 'als.\n>run(f)\nf(1)'],
  ['via call', { className: 'Array', via: 'map' }, 'Array.prototype.map.\n>call(a)\nf(1)'],
  [
    'via an alias',
    { className: 'Timeout', via: 'setTimeout' },
    'const { setTimeout: later } = timers\n>later(f)\nf(1)',
  ],
  ['via a getter', { className: 'EventTarget', via: 'get signal' }, '>ac.signal\nac.abort(1)'],
  ['via a setter', { className: 'Array', via: 'set lang' }, '>o.lang = 1\no.x = 1\nf(o.lang)'],
  ['via an iterator', { className: 'Array', via: 'next' }, '>for (const x of y) {}\nf(1)'],
  ['via a name that is nowhere', { className: 'Object', via: 'inner' }, '>f(1)\n>new A()\n>t``\no.x'],
  ['via no name', { className: 'Object', via: '' }, '>f(1)\nown(2)'],
]

test.each(rows)('%s', (_, kind, body) => {
  const wanted = body.split('\n').filter((line) => line.startsWith('>'))
  const lines = body.split('\n').map((line) => line.replace(/^>/, ''))
  const found = candidatesIn(`const own = (x) => [x]\nfunction site^(p) {\n${lines.join('\n')}\n}`, kind, 'site')
  const atLineStart = (text: string): string => wanted.find((line) => line.endsWith(text)) ?? text
  expect([...new Set(found?.map(atLineStart))]).toEqual(wanted)
})

test('a class that is taken from a module goes by its name', () => {
  const source =
    'const { User, Team, Role: Other } = require("x")\nfunction f^() {\n  new User()\n  new Team()\n  new Other()\n}'
  expect(candidatesIn(source, 'User')).toEqual(['new User()', 'new Other()'])
})

test('a generator that makes something of another name', () => {
  expect(candidatesIn('function* f^() {\n  yield new Foo()\n}', '_Foo')).toEqual(['function* f() {', 'new Foo()'])
})

test('what other functions make is not of this one', () => {
  const source =
    'function site^(a = [1]) {\n  f(() => [2])\n  class A { x = [3]; static { [4] } m() { [5] } [[6]]() {} }\n}'
  expect(candidatesIn(source, 'Array')).toEqual(['[1]) {', '[6]]() {} }'])
})

test('a call of a method is where its name is, in a chain of several lines too', () => {
  expect(
    candidatesIn('function f^() {\n  p\n    .then(a)\n    .catch(b)\n}', { className: 'Promise', via: 'catch' }),
  ).toEqual(['catch(b)'])
})

test('columns tell apart what is in one line', () => {
  const source = 'const a=1;function f^(t){s.push({x:1}),s.push({y:"a"})}function g(t){s.push({x:1})}'
  expect(candidatesIn(source, { className: 'Object', keys: ['y'] })).toEqual(['{y:"a"})}function g(t){s.push({x:1})}'])
})

test('a closure is told by its start', () => {
  const kind = (column: number): MadeKind => ({
    className: 'closure',
    functionName: '',
    functionStart: { line: 2, column },
  })
  const source =
    'function f^() {\nreturn [() => 1, function (a) {}, { m() {} }, class { constructor() {} }, class {}]\n}'
  expect(candidatesIn(source, kind(9))?.[0]).toMatch(/^\(\) => 1/)
  expect(candidatesIn(source, kind(27))?.[0]).toMatch(/^function \(a\)/)
  expect(candidatesIn(source, kind(38))?.[0]).toMatch(/^\(\) \{\} \}, class/)
  expect(candidatesIn(source, kind(66))?.[0]).toMatch(/^class \{ constructor/)
  expect(candidatesIn(source, kind(75))?.[0]).toMatch(/^class \{\}/)
  expect(candidatesIn(source, kind(3))).toEqual([])
})

test('the promise of an asynchronous function is made where it starts, or by an await', () => {
  expect(candidatesIn('async function f^() {\n  return 1\n}', 'Promise')).toEqual(['async function f() {'])
  expect(candidatesIn('async function f^() {\n  await x\n}', 'Promise')).toEqual(['async function f() {', 'await x'])
})

test('so are the object of a generator and the arguments', () => {
  expect(candidatesIn('function* gen^() {\n  yield new Map()\n}', 'gen')).toEqual(['function* gen() {'])
  expect(candidatesIn('function f^() {\n  return arguments\n}', 'Arguments')).toEqual(['function f() {'])
})

test('the object of a derived class is made by super', () => {
  expect(candidatesIn('class A extends B { constructor^() {\n  super()\n} }', 'A')).toEqual(['super()'])
  expect(candidatesIn('^class A extends B {\n}', 'A', 'A')).toEqual(['class A extends B {'])
  expect(candidatesIn('^class A {\n}', 'A', 'A')).toEqual([])
})

test('captured variables are made where their scope starts', () => {
  expect(candidatesIn('function f^(a, b) {\n  return () => a\n}', 'variables')).toEqual(['function f(a, b) {'])
  expect(candidatesIn('function f^(a) {\n  { let b\n    g(() => b) }\n}', 'variables')).toEqual(['{ let b'])
  expect(candidatesIn('function f^(a) {\n  for (const b of a) g(() => b)\n}', 'variables')).toEqual([
    'for (const b of a) g(() => b)',
  ])
  expect(candidatesIn('function f^(a) {\n  try { g() } catch (e) { g(() => e) }\n}', 'variables')).toEqual([
    'catch (e) { g(() => e) }',
  ])
  expect(candidatesIn('function f^(a) {\n  return () => this\n}', 'variables')).toEqual(['function f(a) {'])
  expect(candidatesIn('function f^(a) {\n  var b = a\n  return (o) => o.b\n}', 'variables')).toEqual([])
})

test('the answers are in the order of the kinds', () => {
  expect(candidatesIn('function f^() {\n  return []\n}', 'Array')).toHaveLength(1)
  expect(candidatesIn('function f^() {\n  return []\n}', 'RegExp')).toHaveLength(0)
})
