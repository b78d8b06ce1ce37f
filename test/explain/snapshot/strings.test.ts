import { expect, test } from 'vitest'
import { readSnapshot } from '../../../src/explain/snapshot/read-snapshot.ts'
import { snapshotOf } from '../graph-text.ts'
import { textSource } from '../text-source.ts'

const readStrings = (strings: readonly string[]) => readSnapshot(textSource(textWith(JSON.stringify(strings)))).strings

function textWith(strings: string): string {
  const snapshot = snapshotOf({ root: {} })
  return JSON.stringify({ ...snapshot, strings: ['…'] }).replace('["…"]', () => strings)
}

/** V8 writes what is not ASCII as escapes, with capitals. */
const asV8 = (text: string): string =>
  JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )

test.each([
  ['quotes', '"', 'a "b" c', '\\"', '"""'],
  ['backslashes', '\\', '\\\\', 'C:\\dir\\', '\\u0041'],
  ['control characters', '\0', '\b\f\n\r\t', '\u001f', '\u007f'],
  ['what is not ASCII', 'ä', '日本', '\u2028'],
  ['surrogate pairs', '😀', 'a😀b', '👩‍👩‍👧'],
  ['halves of pairs', '\ud83d', '\ude00', '\ude00\ud83d'],
  ['brackets', '[', ']', '{', '}', '],"strings":['],
  ['nothing', '', ' '],
])('strings with %s are read as they are', (_, ...strings) => {
  for (const text of [JSON.stringify(strings), `[${strings.map(asV8).join(',\n')}]`]) {
    const table = readSnapshot(textSource(textWith(text))).strings
    expect(Array.from({ length: table.count }, (_, i) => table.at(i))).toEqual(strings)
  }
})

test('hundreds of thousands of strings are read', () => {
  const strings = Array.from({ length: 200_000 }, (_, i) => `string ${i}`)
  const table = readStrings(strings)
  expect(table.count).toBe(strings.length)
  for (const index of [0, 65_535, 65_536, 131_071, 131_072, 199_999]) expect(table.at(index)).toBe(`string ${index}`)
})

test('a string is found by its text, and only by the whole of it', () => {
  const table = readStrings(['map', 'maps', 'ma', '', 'a"b', 'map'])
  expect(table.find('map')).toBe(0)
  expect(table.find('maps')).toBe(1)
  expect(table.find('m')).toBe(-1)
  expect(table.find('')).toBe(3)
  expect(table.find('a"b')).toBe(4)
  expect(table.find('map')).toBe(0)
})

test('there is nothing behind the last', () => {
  const table = readStrings(['only'])
  expect(table.at(1)).toBe('')
  expect(table.at(2 ** 31)).toBe('')
})
