import { expect, test } from 'vitest'
import { cutEnd, cutStart, padEnd, padStart, printable, width } from '../../src/report/text.ts'

test('what could move the cursor, change colours or turn the line around is escaped', () => {
  expect(printable('\u001b[31m a\nb\r\t\0 \u009b \u202e \u2028 \ufeff')).toBe(
    '\\x1b[31m a\\nb\\r\\t\\x00 \\x9b \\u{202e} \\u{2028} \\u{feff}',
  )
  expect(printable('\ud83d half a pair')).toBe('\\u{d83d} half a pair')
})

test('text of any language stays as it is', () => {
  for (const text of ['größe', 'キャッシュ', '🚰', 'שלום', '👩‍👩‍👧']) expect(printable(text)).toBe(text)
})

test('width counts columns', () => {
  expect(['abc', 'größe', 'キャ', '🚰', '…▶│', 'e\u0301', '👩‍👩‍👧'].map(width)).toEqual([3, 5, 4, 2, 3, 1, 2])
})

test('padding and cutting go by columns', () => {
  expect(padEnd('キ', 4)).toBe('キ  ')
  expect(padStart('ab', 4)).toBe('  ab')
  expect(padStart('abcde', 4)).toBe('abcde')
  expect(cutEnd('キャッシュ', 6)).toBe('キャ…')
  expect(cutEnd('キャ', 4)).toBe('キャ')
  expect(cutStart('src/cache.ts', 9)).toBe('…cache.ts')
  expect(cutStart('src/キャ', 4)).toBe('…ャ')
})
