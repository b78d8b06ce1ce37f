import { nowMs } from '../clock.ts'
import { countAllocations, isHeavy, usedHeapBytes } from '../heap/allocation-rate.ts'
import { heapRoomBytes } from '../heap/heap-room.ts'
import { offHeapGrowth, readOffHeap } from '../heap/off-heap.ts'
import { profilerStopped } from './claim.ts'
import { MOST_RETAINED_BYTES, type Pace } from './plan.ts'
import type { Recording } from './recording.ts'
import type { Course } from './steps.ts'

/**
 * Enough for lazily compiled functions and inline caches: more calls were not quieter (16, 64 and 256 on 8 bodies). Few enough for the
 * 48 calls of the first look to double all calls so far, which makes any growing table grow.
 */
const LEAST_CALLS = 8
const MOST_CALLS = 16
const ENOUGH_MS = 20
/** Loops of a call that takes this long are worth compiling: warm-up lets them rise. */
const LOOPING_CALL_MS = 2
const SLOW_CALL_MS = 5
/** Slow bodies are warmed up for this share of the budget, but at least twice. */
const BUDGET_SHARE = 0.15
/** Of the room in the heap, for what the calls may all keep: half a gigabyte where V8 has its usual limit. */
const WARM_UP_ROOM_SHARE = 1 / 8

/**
 * Calls the body until it is warm, and measures what a call costs.
 *
 * @param calls exactly so many, when the user says so
 */
export function* warmUp(
  recording: Pick<Recording, 'setTierUp'>,
  budgetMs: number,
  calls?: number,
): Course<Pace & { calls: number }> {
  const start = nowMs()
  const offHeapBefore = readOffHeap()
  const heapBefore = usedHeapBytes()
  const roomBytes = WARM_UP_ROOM_SHARE * heapRoomBytes()
  let done = 0
  let callMs = 0
  const batch = function* (size: number): Course<void> {
    const before = nowMs()
    yield { call: size }
    done += size
    callMs = (nowMs() - before) / size
    recording.setTierUp(callMs > LOOPING_CALL_MS)
  }
  const nextBatch = (): number => {
    const elapsedMs = nowMs() - start
    // Kept or garbage: in a small heap nothing tells.
    if (done >= 2 && usedHeapBytes() - heapBefore > roomBytes) return 0
    if (done >= 2 && offHeapGrowth(readOffHeap(), offHeapBefore) > MOST_RETAINED_BYTES) return 0
    if (done >= MOST_CALLS || (done >= LEAST_CALLS && elapsedMs >= ENOUGH_MS)) return 0
    // The last call is the one that is counted.
    const affordable = Math.floor((BUDGET_SHARE * budgetMs - elapsedMs) / Math.max(callMs, 0.001)) - 1
    return Math.max(done === 0 ? 1 : 0, Math.min(Math.max(1, done), affordable))
  }
  if (calls === undefined) for (let size = nextBatch(); size > 0; size = nextBatch()) yield* batch(size)
  else if (calls > 2) yield* batch(calls - 2)
  const left = calls === undefined ? 2 : Math.min(calls, 2)
  const bytesPerCall = yield* allocationOf(
    batch,
    callMs > SLOW_CALL_MS ? Math.min(left, 1) : left,
    callMs > SLOW_CALL_MS,
  )
  // The user's number is exact, whether or not a call had to be counted a second time.
  if (calls !== undefined && done < calls) yield* batch(calls - done)
  recording.setTierUp(false)
  const offHeapBytesPerCall = Math.max(0, offHeapGrowth(readOffHeap(), offHeapBefore)) / Math.max(1, done)
  return { calls: done, callMs, bytesPerCall, offHeapBytesPerCall }
}

/**
 * One call by the size of the heap, and a second one counted if the first may have been collected in the middle. A slow call is counted
 * at once.
 */
function* allocationOf(batch: (size: number) => Course<void>, calls: number, isSlow: boolean): Course<number> {
  if (calls === 0) return 0
  if (isSlow) return yield* countedCall(batch)
  const heapBefore = usedHeapBytes()
  const before = nowMs()
  yield* batch(1)
  const elapsedMs = nowMs() - before
  const bytes = usedHeapBytes() - heapBefore
  if (calls === 1 || !isHeavy(bytes, elapsedMs)) return Math.max(0, bytes)
  return yield* countedCall(batch)
}

function* countedCall(batch: (size: number) => Course<void>): Course<number> {
  const count = countAllocations()
  try {
    yield* batch(1)
    return counted(count)
  } finally {
    // Also of a body that never settles.
    count.close()
  }
}

function counted(count: ReturnType<typeof countAllocations>): number {
  try {
    return count.stop()
  } catch (cause) {
    throw profilerStopped(cause)
  }
}
