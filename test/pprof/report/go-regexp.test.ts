import { expect, test } from 'vitest'
import { goRegExp } from '../../../src/pprof/report/go-regexp.ts'

test.each<[string, string, boolean]>([
  ['main', 'package main', true],
  ['(?i)MAIN', 'main', true],
  ['(?P<kind>get|set)', 'reset', true],
  ['^a.c$', 'a\nc', false],
  ['(?s)^a.c$', 'a\nc', true],
  ['a.c', 'a\rc', true],
  ['\\Aab\\z', 'ab', true],
  ['\\Aab\\z', 'ab\n', false],
  ['[[:digit:]]+x', '12x', true],
  ['[^[:alpha:]]', 'abc', false],
  ['\\Qa.b(\\E', 'a.b(', true],
  ['\\Qa.b', 'axb', false],
  ['x{2}', 'xx', true],
  ['map[string]{', 'mapg{', true],
  ['a]b', 'a]b', true],
  ['[]a]', ']', true],
  ['[a\\-z]', '-', true],
  ['\\-\\/\\_\\"'.replace('\\_', ''), '-/"', true],
  ['\\pL', 'ü', true],
  ['\\p{Greek}', 'λ', true],
  ['\\P{Greek}', 'λ', false],
  ['\\x{1F6B0}', '🚰', true],
  ['\\x41', 'A', true],
  ['\\s', '\u00a0', false],
  ['[\\s]', ' ', true],
  ['(*Server)', 'Server', false],
])('%j on %j is %j', (source, text, matches) => {
  if (source === '(*Server)') expect(() => goRegExp(source, '--focus')).toThrow(/nothing to repeat/)
  else expect(goRegExp(source, '--focus').test(text)).toBe(matches)
})

test.each([
  ['(?=a)', "--focus '(?=a)' is not a regular expression that can be used: Go has no look-ahead or look-behind"],
  ['(a)\\1', "--focus '(a)\\1' is not a regular expression that can be used: Go has no references to groups"],
  [
    'a|(?i)b',
    "--focus 'a|(?i)b' is not a regular expression that can be used: flags such as (?i) are only understood at its beginning",
  ],
  ['\\uFFFF', "--focus '\\uFFFF' is not a regular expression that can be used: Go has no escape '\\u'"],
  ['(', "--focus '(' is not a regular expression that can be used: unterminated group"],
  ['[a', "--focus '[a' is not a regular expression that can be used: unterminated character class"],
])('%j is an error', (source, message) => {
  expect(() => goRegExp(source, '--focus')).toThrow(message)
})
