import { expect, test } from 'vitest'
import { makersOf } from '../../../src/explain/kept/makers.ts'
import type { Frame } from '../../../src/profile/profile.ts'

const frame = (file: string): Frame => ({ functionName: 'f', file, line: 1, column: 1 })
const profile = [
  { stack: [frame('/a.ts'), frame('/a.ts'), frame('/test.ts')], objects: 1, bytes: 60 },
  { stack: [frame('/b.ts'), frame('/test.ts')], objects: 1, bytes: 20 },
]

test('files are makers by what is below them on stacks', () => {
  expect([...makersOf(profile, { heapBytes: 80, offHeapBytes: 0 })]).toEqual(['/a.ts', '/test.ts', '/b.ts'])
  expect([...makersOf(profile, { heapBytes: 100, offHeapBytes: 0 })]).toEqual(['/a.ts', '/test.ts'])
})

test('memory off the heap without a stack has no makers', () => {
  expect([...makersOf(profile, { heapBytes: 80, offHeapBytes: 1000 })]).toEqual([])
})
