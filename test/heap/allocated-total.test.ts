import { expect, test } from 'vitest'
import { countAllocated } from '../../src/heap/allocated-total.ts'
import { collectGarbage } from '../../src/heap/garbage-collector.ts'
import { REAL } from '../measure/measured.ts'

const MB = 1024 * 1024

function allocate(megabytes: number): number {
  let sum = 0
  // 1 kB each.
  for (let i = 0; i < megabytes * 1024; i++) sum += new Array(126).fill(i).length
  return sum
}

test('nothing', () => {
  const { bytes, collections } = countAllocated().stop()
  expect(bytes).toBeLessThan(MB / 2)
  expect(collections).toBe(0)
})

test('garbage is counted over all collections', REAL, () => {
  allocate(4)
  collectGarbage()
  const total = countAllocated()
  allocate(200)
  const { bytes, collections } = total.stop()
  expect(collections).toBeGreaterThan(1)
  expect(bytes).toBeGreaterThan(180 * MB)
  expect(bytes).toBeLessThan(230 * MB)
})

test('what is kept, off the heap as well', REAL, () => {
  collectGarbage()
  const total = countAllocated()
  const kept = [new Array(MB).fill(1), Buffer.alloc(8 * MB)]
  collectGarbage()
  const { bytes } = total.stop()
  expect(kept).toHaveLength(2)
  expect(bytes).toBeGreaterThan(15.5 * MB)
  expect(bytes).toBeLessThan(20 * MB)
})

test('stopped twice, it says so much as nothing of collections', () => {
  const total = countAllocated()
  total.stop()
  expect(total.stop().collections).toBe(0)
})
