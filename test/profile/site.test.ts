import { expect, test } from 'vitest'
import { frameKey } from '../../src/profile/profile.ts'
import { bySite } from '../../src/profile/site.ts'
import { frame, sample } from './frames.ts'

test('stacks that end in the same function are one site', () => {
  const sites = bySite([sample('a > make', 1, 40), sample('b > make', 2, 80, 16), sample('make > b', 1, 8)])
  expect([...sites.values()]).toEqual([
    { frame: frame('make'), objects: 3, bytes: 120, offHeapBytes: 16 },
    { frame: frame('b'), objects: 1, bytes: 8, offHeapBytes: 0 },
  ])
  expect(sites.get(frameKey(frame('make')))?.objects).toBe(3)
})

test('functions of one name at different places are different sites', () => {
  const at = (line: number) => ({ stack: [frame('get', '/project/lru.ts', line)], objects: 1, bytes: 8 })
  expect(bySite([at(1), at(2), at(2)]).size).toBe(2)
})

test('a sample without a stack has no site', () => {
  expect(bySite([{ stack: [], objects: 1, bytes: 8 }]).size).toBe(0)
})
