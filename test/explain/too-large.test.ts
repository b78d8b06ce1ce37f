import { expect, test } from 'vitest'
import { whyNoSnapshot } from '../../src/explain/too-large.ts'

const MB = 1024 * 1024
const room = { heapBytes: 40 * MB, maxHeapBytes: 512 * MB, availableBytes: 8000 * MB, roomBytes: 1000 * MB }

test('a heap that is allowed and for which there is memory is taken', () => {
  expect(whyNoSnapshot(room)).toBeUndefined()
  expect(
    whyNoSnapshot({ ...room, maxHeapBytes: 40 * MB, availableBytes: 320 * MB, roomBytes: 30 * MB }),
  ).toBeUndefined()
})

test('a larger one than is allowed is not, and the limit to give is said', () => {
  expect(whyNoSnapshot({ ...room, heapBytes: 600 * MB })).toBe(
    'the heap has 600 MB, and explain.maxHeap allows a snapshot of 512 MB: ' +
      "raise it, explain: { maxHeap: '720 MB' }, where there is memory for 8 times as much",
  )
})

test('one for which there is no memory is not, whatever is allowed', () => {
  expect(whyNoSnapshot({ ...room, availableBytes: 319 * MB })).toBe(
    'a snapshot of a heap of 40 MB takes about 320 MB, and 319 MB of memory are free: run this test alone, or where there is more',
  )
})

test('one that would fill the heap is not, since V8 would end the process', () => {
  expect(whyNoSnapshot({ ...room, roomBytes: 29 * MB })).toBe(
    'reading a snapshot of a heap of 40 MB takes about 30 MB of it, and 29 MB are left: raise its limit (--max-old-space-size)',
  )
})
