/**
 * Memory outside the V8 heap that this isolate's objects own, in bytes. Neither counter is enough alone: `arrayBuffers` has shared
 * buffers but no WebAssembly memory, `external` has that and large strings but no shared buffers; what both have is counted twice
 * in their sum.
 */
export interface OffHeap {
  readonly arrayBuffersBytes: number
  readonly externalBytes: number
}

export function readOffHeap(): OffHeap {
  const { arrayBuffers, external } = process.memoryUsage()
  return { arrayBuffersBytes: arrayBuffers, externalBytes: external }
}
