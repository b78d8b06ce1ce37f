/** Bytes of a heap, and what there is for its snapshot. */
export interface SnapshotRoom {
  readonly heapBytes: number
  readonly maxHeapBytes: number
  readonly availableBytes: number
  /** By which the heap may still grow before V8 ends the process. */
  readonly roomBytes: number
}

/**
 * What V8 takes for the snapshot of a heap of ordinary objects, as a multiple of that: 380 to 530 bytes for each object. Measured on
 * heaps of 300 MB, of which it took 1.7 to 3.5 GB (`npm run bench:explain`).
 */
const SNAPSHOT_FACTOR = 8

/** On the heap itself, to read a snapshot: 15 MB more for heaps of 15 to 45 MB, and a worker of 64 MB that had 14 left was ended. */
const READING_BYTES = 20 * 1024 * 1024
const READING_SHARE = 0.25

/** V8 writes a snapshot of this much in a second or less, and says nothing while it does. */
const QUICK_HEAP_BYTES = 16 * 1024 * 1024

export const isSlowSnapshot = (heapBytes: number): boolean => heapBytes > QUICK_HEAP_BYTES

export const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`

/** Why no snapshot is taken of a heap, in one line; nothing if one is. */
export function whyNoSnapshot({
  heapBytes,
  maxHeapBytes,
  availableBytes,
  roomBytes,
}: SnapshotRoom): string | undefined {
  if (heapBytes > maxHeapBytes) {
    return (
      `the heap has ${megabytes(heapBytes)}, and explain.maxHeap allows a snapshot of ${megabytes(maxHeapBytes)}: ` +
      `raise it, explain: { maxHeap: '${megabytes(1.2 * heapBytes)}' }, where there is memory for ${SNAPSHOT_FACTOR} times as much`
    )
  }
  const readingBytes = READING_BYTES + READING_SHARE * heapBytes
  if (roomBytes < readingBytes) {
    return (
      `reading a snapshot of a heap of ${megabytes(heapBytes)} takes about ${megabytes(readingBytes)} of it, and ${megabytes(roomBytes)} are left: ` +
      'raise its limit (--max-old-space-size)'
    )
  }
  const neededBytes = SNAPSHOT_FACTOR * heapBytes
  if (neededBytes <= availableBytes) return undefined
  return (
    `a snapshot of a heap of ${megabytes(heapBytes)} takes about ${megabytes(neededBytes)}, and ${megabytes(availableBytes)} of memory ` +
    'are free: run this test alone, or where there is more'
  )
}
