import { expect, test } from 'vitest'
import { functionNames } from '../../src/profile/names.ts'
import type { Frame } from '../../src/profile/profile.ts'
import { frame } from './frames.ts'

const profile = (...frames: readonly Frame[]) => frames.map((one) => ({ stack: [one], objects: 1, bytes: 8 }))

test('a name that is the only one of its kind stays as it is', () => {
  const make = frame('make')
  expect(functionNames(profile(make, frame('other')))(make)).toBe('make')
})

test('a name of several functions gets its place', () => {
  const [lru, map] = [frame('get', '/p/lru.ts', 12, 3), frame('get', '/p/map.ts', 4, 3)]
  const names = functionNames(profile(lru, map))
  expect([lru, map].map(names)).toEqual(['get lru.ts:12:3', 'get map.ts:4:3'])
})

test('an anonymous function always has its place, so that two runs agree', () => {
  const arrow = frame('(anonymous)', 'C:\\p\\a.ts', 3, 9)
  expect(functionNames(profile(arrow))(arrow)).toBe('(anonymous) a.ts:3:9')
})

test('files of one name are told apart by their whole path', () => {
  const [a, b] = [frame('get', '/a/index.ts'), frame('get', '/b/index.ts')]
  expect([a, b].map(functionNames(profile(a, b)))).toEqual(['get /a/index.ts:1:1', 'get /b/index.ts:1:1'])
})

test('profiles that are named together agree', () => {
  const [inBase, inCurrent] = [frame('get', '/p/a.ts'), frame('get', '/p/b.ts')]
  expect(functionNames(profile(inBase), profile(inCurrent))(inBase)).toBe('get a.ts:1:1')
})
