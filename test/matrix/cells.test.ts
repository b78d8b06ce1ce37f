import { expect, test } from 'vitest'
import { allMajors, pools } from '../e2e/harness/majors.ts'
import { allNodes, type Cell, cellsOf, isPool, nameOf, specials } from './cells.ts'

const pairs = (cells: readonly Cell[], pairOf: (cell: Cell) => string): string[] =>
  [...new Set(cells.map(pairOf))].sort()

const all = (...lists: readonly (readonly (string | number)[])[]): string[] =>
  lists
    .reduce<string[]>((texts, list) => texts.flatMap((text) => list.map((value) => `${text} ${value}`.trim())), [''])
    .sort()

test('all of it is every combination with a pool, and every special with each Vitest', () => {
  const cells = cellsOf({})
  const inPools = cells.filter(({ column }) => isPool(column))
  expect(pairs(inPools, ({ node, major, column }) => `${node} ${major} ${column}`)).toEqual(
    all(allNodes, allMajors, pools),
  )
  const others = cells.filter(({ column }) => !isPool(column))
  expect(pairs(others, ({ major, column }) => `${major} ${column}`)).toEqual(all(allMajors, specials))
  expect(others).toHaveLength(allMajors.length * specials.length)
})

test('quick is every Node with every Vitest, every Vitest in every pool, and every special once', () => {
  const cells = cellsOf({ quick: true })
  const inPools = cells.filter(({ column }) => isPool(column))
  expect(inPools).toHaveLength(13)
  const possible = inPools.filter(({ node, major }) => !(node === 20 && major === 5))
  expect(pairs(inPools, ({ node, major }) => `${node} ${major}`)).toEqual(all(allNodes, allMajors))
  expect(pairs(possible, ({ major, column }) => `${major} ${column}`)).toEqual(all(allMajors, pools))
  const others = cells.filter(({ column }) => !isPool(column)).map(({ column }) => column)
  expect([...others].sort()).toEqual([...specials].sort())
})

test('a person names one cell', () => {
  expect(cellsOf({ nodes: [24], majors: [5], pools: ['vmThreads'] }).map(nameOf)).toEqual([
    'Node 24 · Vitest 5 · vmThreads',
  ])
  expect(cellsOf({ nodes: [22], majors: [3], specials: ['jsdom'] }).map(nameOf)).toEqual([
    'Node 22 · Vitest 3.2 · jsdom',
  ])
  expect(cellsOf({ nodes: [24], majors: [4], pools: ['forks'], quick: true })).toEqual([])
  expect(cellsOf({ specials: ['pnpm'] }).map(nameOf)).toEqual([
    'Node 20 · Vitest 3.2 · pnpm',
    'Node 24 · Vitest 4 · pnpm',
    'Node 26 · Vitest 5 · pnpm',
  ])
})
