import { expect, test } from 'vitest'
import { frameKey, type Profile } from '../../src/profile/profile.ts'
import { type TopOptions, top } from '../../src/profile/top.ts'
import { frame, sample } from './frames.ts'

const rows = (profile: Profile, options?: TopOptions) =>
  top(profile, options).rows.map((row) => `${row.frame.functionName} ${row.flat} ${row.cum}`)

test('flat is what a function allocated itself, cum what was allocated below it too', () => {
  expect(rows([sample('test > handle > make', 1, 60), sample('test > handle', 1, 40)])).toEqual([
    'make 60 60',
    'handle 40 100',
    'test 0 100',
  ])
})

test('a recursive function counts once in cum', () => {
  expect(rows([sample('walk > walk > walk', 1, 40)])).toEqual(['walk 40 40'])
})

test('a diff orders by magnitude and takes its percentages of the sum of magnitudes', () => {
  const table = top([sample('grow', 1, 60), sample('shrink', -2, -90)])
  expect(table.rows.map(({ flat, objects }) => [flat, objects])).toEqual([
    [-90, -2],
    [60, 1],
  ])
  expect(table).toMatchObject({ total: 150, shown: -30 })
})

test('small nodes are dropped, and the table says how many and below which cum', () => {
  const table = top([sample('big', 1, 10_000), sample('small', 1, 49), sample('limit', 1, 51)])
  expect(table).toMatchObject({ total: 10_100, shown: 10_051, droppedNodes: 1, droppedCutoff: 50, hiddenNodes: 0 })
})

test('of many nodes ten are shown', () => {
  const profile = Array.from({ length: 23 }, (_, i) => sample(`site${i}`, 1, 100 + i))
  const table = top(profile)
  expect(table.rows).toHaveLength(10)
  expect(table.hiddenNodes).toBe(13)
  expect(top(profile, { nodeCount: 0 }).rows).toHaveLength(23)
})

test('pinned frames come first, however small', () => {
  const profile = [sample('noise', 1, 10_000), sample('leak', 1, 16), sample('slow leak', 1, 8)]
  const pinned = new Set([frameKey(frame('leak')), frameKey(frame('slow leak'))])
  expect(rows(profile, { pinned, nodeCount: 2 })).toEqual(['leak 16 16', 'slow leak 8 8'])
  expect(top(profile, { pinned }).droppedNodes).toBe(0)
})

test('nothing makes an empty table', () => {
  expect(top([])).toEqual({ rows: [], total: 0, shown: 0, droppedNodes: 0, droppedCutoff: 0, hiddenNodes: 0 })
})
