import { nowMs } from '../../clock.ts'
import { countCollections } from '../../heap/collections.ts'
import { collectYoungGarbage } from '../../heap/garbage-collector.ts'
import { offHeapGrowth, readOffHeap } from '../../heap/off-heap.ts'
import { offHeapRate } from '../../judge/off-heap-rate.ts'
import type { Course } from '../steps.ts'
import type { Recorder } from './recorder.ts'

export interface OffHeapAllocated {
  readonly bytesPerCall: number
  /** Something was freed in between, even in a single call. */
  readonly isAtLeast: boolean
}

/** So much there is room for without a collection: young objects on Node 20 to 26, and array buffers. */
const ROOM_BYTES = 512 * 1024
const ROOM_OFF_HEAP_BYTES = 8 * 1024 * 1024
const MOST_CALLS = 256
/** A Buffer of 8 bytes takes one in 1024 of a pool. */
const LOOK_CALLS = 2048
const LOOK_MS = 20
const FIRST_LOOKS = 3
/** Calls that took some. */
const ENOUGH_GROWTHS = 32
const MOST_READ_MS = 200

/**
 * What one call allocates off the heap. Node knows the sum of what is there now, so it is read between collections: then nothing is
 * freed, and growth is what was allocated.
 */
export function* measureOffHeap(recorder: Recorder, heapBytesPerCall: number): Course<OffHeapAllocated> {
  const calls = Math.max(1, Math.min(MOST_CALLS, Math.floor(ROOM_BYTES / Math.max(1, heapBytesPerCall))))
  const growthBytes = yield* firstGrowth(recorder, calls)
  if (growthBytes === 0) return { bytesPerCall: 0, isAtLeast: false }

  const endMs = nowMs() + MOST_READ_MS
  const growths: number[] = []
  const disturbed: number[] = []
  let room = Math.max(1, Math.min(calls, Math.floor(ROOM_OFF_HEAP_BYTES / growthBytes)))
  do {
    collectBuffers()
    const segment: number[] = []
    const collections = countCollections()
    let count = 0
    try {
      for (let i = 0; i < room; i++) segment.push(yield* growthOfCall(recorder))
    } finally {
      count = collections()
    }
    const isDisturbed = count > 0 || segment.some((bytes) => bytes < 0)
    if (!isDisturbed) growths.push(...segment)
    else if (room === 1) disturbed.push(...segment.filter((bytes) => bytes > 0))
    if (isDisturbed) room = Math.ceil(room / 2)
  } while (grown(growths) < ENOUGH_GROWTHS && nowMs() < endMs)
  // Where a single call is never left alone, it has taken what it has grown by at least.
  const isAtLeast = grown(growths) === 0 && disturbed.length > 0
  return { bytesPerCall: offHeapRate(isAtLeast ? disturbed : growths), isAtLeast }
}

const grown = (growths: readonly number[]): number => growths.filter((bytes) => bytes > 0).length

/** Of the first calls that take some: one by one at first, for these may be many megabytes. */
function* firstGrowth(recorder: Recorder, calls: number): Course<number> {
  const endMs = nowMs() + LOOK_MS
  for (let called = 0; called < LOOK_CALLS && nowMs() < endMs; ) {
    const count = called < FIRST_LOOKS ? 1 : calls
    collectBuffers()
    const before = readOffHeap()
    yield* recorder.calls(count)
    const growth = offHeapGrowth(readOffHeap(), before)
    if (growth > 0) return growth / count
    called += count
  }
  return 0
}

/** Buffers are freed on another thread after a collection; the next one waits for it. */
function collectBuffers(): void {
  collectYoungGarbage()
  collectYoungGarbage()
}

function* growthOfCall(recorder: Recorder): Course<number> {
  let before = readOffHeap()
  let growth = 0
  yield* recorder.watchedCall({
    before: () => {
      before = readOffHeap()
    },
    after: () => {
      growth = offHeapGrowth(readOffHeap(), before)
    },
  })
  return growth
}
