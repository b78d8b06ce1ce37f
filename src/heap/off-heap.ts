import { collectYoungGarbage } from './garbage-collector.ts'
import { rest } from './rest.ts'

/**
 * Memory outside the V8 heap that this isolate's objects own, in bytes. Neither counter is enough alone: `arrayBuffers` has shared
 * buffers but no WebAssembly memory, `external` has that and large strings but no shared buffers; what both have is counted twice
 * in their sum.
 */
export interface OffHeap {
  readonly arrayBuffersBytes: number
  readonly externalBytes: number
}

// Before a test can replace it.
const { memoryUsage } = process

export function readOffHeap(): OffHeap {
  const { arrayBuffers, external } = memoryUsage()
  return { arrayBuffersBytes: arrayBuffers, externalBytes: external }
}

/** Each counter misses something that the other has, and both have ordinary buffers. */
export const offHeapGrowth = (now: OffHeap, before: OffHeap): number =>
  Math.max(now.arrayBuffersBytes - before.arrayBuffersBytes, now.externalBytes - before.externalBytes)

const SWEEP_WAITS = 5
/** Not worth a wait. */
const NOISE_BYTES = 128

/**
 * The counters when what a full collection found has been freed. V8 frees array buffers on another thread, and corrects `external` for
 * them at the next collection, of which a minor one is enough: until then the last calls' buffers look kept.
 *
 * @param before counters above these are worth waiting for, 1 ms at a time
 * @param noiseBytes by how much they may be above
 */
export function readSweptOffHeap(before: OffHeap, noiseBytes = NOISE_BYTES): OffHeap {
  const isAbove = (a: OffHeap, b: OffHeap): boolean => offHeapGrowth(a, b) > noiseBytes
  let now = readOffHeap()
  for (let wait = 0; wait < SWEEP_WAITS && isAbove(now, before); wait++) {
    rest(1)
    collectYoungGarbage()
    const later = readOffHeap()
    const isFalling = isAbove(now, later)
    now = later
    if (wait > 0 && !isFalling) break
  }
  return now
}
