import { afterEach, describe, expect, test } from 'vitest'
import { isHeapProfilerInUse } from '../../src/heap/open-source.ts'
import type { Body } from '../../src/measure/body.ts'
import { allocatedOf, Link } from './allocated.ts'
import { REAL } from './measured.ts'

afterEach(() => {
  expect(isHeapProfilerInUse()).toBe(false)
})

describe.shuffle('off the heap', REAL, () => {
  test.for<[string, Body, bytes: number]>([
    ['a typed array', () => new Uint8Array(1000), 1000],
    ['an array buffer', () => new ArrayBuffer(4096), 4096],
    ['a Buffer of its own', () => Buffer.alloc(10_000), 10_000],
    ['two of them', () => [new Uint8Array(1000), new Float64Array(1000)], 9000],
    ['a shared one', () => new SharedArrayBuffer(4096), 4096],
    ['none', () => new Link(undefined, 1), 0],
  ])('%s', { repeats: 2 }, ([, body, bytes]) => {
    const { offHeapBytesPerCall, bytesPerCall, heapBytesPerCall, isOffHeapAtLeast } = allocatedOf(body)
    expect(offHeapBytesPerCall).toBe(bytes)
    expect(bytesPerCall).toBe(heapBytesPerCall + bytes)
    expect(isOffHeapAtLeast).toBe(false)
  })

  // A share is known from many pools: on a busy machine a collection may come between, and the rounds be too few.
  test('Buffers of a pool are shares of it', { repeats: 2, retry: 2 }, () => {
    const { offHeapBytesPerCall } = allocatedOf(() => Buffer.allocUnsafe(100))
    // Each begins at a multiple of eight.
    const expected = Buffer.poolSize / Math.floor(Buffer.poolSize / 104)
    expect(offHeapBytesPerCall / expected).toBeGreaterThan(0.99)
    expect(offHeapBytesPerCall / expected).toBeLessThan(1.01)
  })

  test('many megabytes', { repeats: 2 }, () => {
    const { bytesPerCall, offHeapBytesPerCall } = allocatedOf(() => new ArrayBuffer(30_000_000))
    expect(offHeapBytesPerCall).toBeGreaterThanOrEqual(30_000_000)
    expect(bytesPerCall).toBeGreaterThanOrEqual(30_000_000)
  })
})
