import { expect, test } from 'vitest'
import { relativeFiles } from '../../src/compare/relative-files.ts'

const relative = (olds: string[], news: string[]): string[][] =>
  relativeFiles(olds, news).map((files) => [...files.values()])

test('checkouts in different folders', () => {
  expect(
    relative(['/home/me/app/bench/a.ts', '/home/me/app/bench/x/b.ts'], ['/ci/1/bench/a.ts', '/ci/1/bench/x/b.ts']),
  ).toEqual([
    ['a.ts', 'x/b.ts'],
    ['a.ts', 'x/b.ts'],
  ])
})

test('a file more on one side moves nothing', () => {
  expect(relative(['/home/me/app/bench/a.ts'], ['/ci/app/bench/a.ts', '/ci/app/test/b.ts'])).toEqual([
    ['bench/a.ts'],
    ['bench/a.ts', 'test/b.ts'],
  ])
})

test('files of one name in several folders', () => {
  const files = ['a', 'b', 'c'].map((folder) => `app/${folder}/index.ts`)
  expect(
    relative(
      files.map((file) => `/old/${file}`),
      files.map((file) => `/new/${file}`).reverse(),
    ),
  ).toEqual([
    ['a/index.ts', 'b/index.ts', 'c/index.ts'],
    ['c/index.ts', 'b/index.ts', 'a/index.ts'],
  ])
})

test('the same checkout, and the same file', () => {
  expect(relative(['/p/a.ts', '/p/x/b.ts'], ['/p/a.ts'])).toEqual([['a.ts', 'x/b.ts'], ['a.ts']])
  expect(relative(['/p/a.ts'], ['/p/a.ts'])).toEqual([['a.ts'], ['a.ts']])
})

test('Windows on one side', () => {
  expect(relative(['C:\\app\\bench\\a.ts', 'C:\\app\\b.ts'], ['/ci/bench/a.ts', '/ci/b.ts'])).toEqual([
    ['bench/a.ts', 'b.ts'],
    ['bench/a.ts', 'b.ts'],
  ])
})

test('nothing in common', () => {
  expect(relative(['/p/a.ts'], ['/q/b.ts'])).toEqual([['a.ts'], ['b.ts']])
  expect(relative([], [])).toEqual([[], []])
})
