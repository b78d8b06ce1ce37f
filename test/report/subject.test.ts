import { expect, test } from 'vitest'
import { subjectOf } from '../../src/report/subject.ts'

test.each([
  ['() => handleRequest()', 'handleRequest()'],
  ['() => (0, __vi_import_0__.handleRequest)(1, "a")', 'handleRequest(1, "a")'],
  ['() => __vi_import_12__.cache.fill(__vi_import_0__.docs)', 'cache.fill(docs)'],
  ['() => (0,__vite_ssr_import_0__.handle)()', 'handle()'],
  ['async () => { await query() }', 'query()'],
  ['() => {\n    query();\n  }', 'query()'],
  ['() => { return buildIndex({ deep: true }) }', 'the function'],
  ['() => buildIndex({ deep: true })', 'buildIndex({ deep: true })'],
  ['() => new Session(user)', 'new Session(user)'],
  ['() => { a(); b() }', 'the function'],
  ['() => {\n  // nothing\n}', 'the function'],
  ['() => {}', 'the function'],
  ['() => {cov_1x().f[0]++;cov_1x().s[1]++;return handle();}', 'the function'],
  ['() => (cov_1x().s[1]++, handle())', 'the function'],
  ['function () { handle() }', 'the function'],
  ['(x) => handle(x)', 'the function'],
  [`() => handle(${'"long"'.repeat(20)})`, 'the function'],
])('%s is called %s', (source, subject) => {
  expect(subjectOf('', source)).toBe(subject)
})

test('a function with a name is called by it', () => {
  expect(subjectOf('handleRequest', 'function handleRequest() {}')).toBe('handleRequest()')
  expect(subjectOf('\u001b[31m', '')).toBe('\\x1b[31m()')
  expect(subjectOf('x'.repeat(100), '')).toBe(`${'x'.repeat(43)}…()`)
})
