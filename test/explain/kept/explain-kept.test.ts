import { existsSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { explainKept, type KeptRequest } from '../../../src/explain/explain-kept.ts'
import { isHeapProfilerInUse } from '../../../src/heap/open-source.ts'
import { REAL } from '../../measure/measured.ts'
import { textOf } from './planted.ts'

const SIZE = 24_000_000
const blobs: Uint8Array[] = []

afterEach(() => {
  blobs.length = 0
  expect(isHeapProfilerInUse()).toBe(false)
})

const request: KeptRequest = { kept: { heapBytes: 500, offHeapBytes: SIZE }, makers: new Set(), maxHeapBytes: Infinity }

describe('a heap as it is now', REAL, () => {
  test('one buffer in an array of a module, which nobody has recorded', () => {
    blobs.push(new Uint8Array(SIZE))
    const found = explainKept(request)
    expect('holders' in found ? textOf(found) : found).toEqual([
      expect.stringMatching(
        /^▶ blobs in .*explain-kept\.test\.ts \(Array\) › \[0\] › Uint8Array {4}\d+ \+ 24000000, ×1$/,
      ),
    ])
  })

  test('the snapshot can be kept, is removed, and leaves no memory off the heap', () => {
    const before = process.memoryUsage().arrayBuffers
    let seen = ''
    explainKept({
      ...request,
      keepSnapshot(path) {
        expect(existsSync(path)).toBe(true)
        seen = path
      },
    })
    expect(seen).toMatch(/\.heapsnapshot$/)
    expect(existsSync(seen)).toBe(false)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000)
  })

  test('a heap that is too large is left alone', () => {
    expect(explainKept({ ...request, maxHeapBytes: 1 })).toEqual({
      reason: expect.stringMatching(/^the heap has \d+ MB, and explain\.maxHeap allows a snapshot of 1 MB: raise it/),
    })
  })
})
