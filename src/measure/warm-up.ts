import { countAllocations, isHeavy, usedHeapBytes } from '../heap/allocation-rate.ts'
import { nowMs } from './clock.ts'
import type { Pace } from './plan.ts'
import type { Recording } from './recording.ts'
import type { Course } from './steps.ts'

/**
 * Enough for lazily compiled functions and inline caches: more calls were not quieter (16, 64 and 256 on 8 bodies). Few enough for the
 * 48 calls of the first look to double all calls so far, which makes any growing table grow.
 */
const LEAST_CALLS = 8
const MOST_CALLS = 16
const ENOUGH_MS = 20
/** A call that takes this long is worth compiling: warm-up lets its hot loops rise. */
const SLOW_CALL_MS = 5
/** Slow bodies are warmed up for this share of the budget, but at least twice. */
const BUDGET_SHARE = 0.15

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
  let done = 0
  let callMs = 0
  const batch = function* (size: number): Course<void> {
    const before = nowMs()
    yield { call: size }
    done += size
    callMs = (nowMs() - before) / size
    if (done >= 2) recording.setTierUp(callMs > SLOW_CALL_MS)
  }
  const isWarm = (): boolean => {
    const elapsedMs = nowMs() - start
    if (done >= MOST_CALLS) return true
    if (done >= LEAST_CALLS && elapsedMs >= ENOUGH_MS) return true
    return done >= 2 && elapsedMs >= BUDGET_SHARE * budgetMs
  }
  if (calls === undefined) while (!isWarm()) yield* batch(Math.max(1, done))
  else if (calls > 2) yield* batch(calls - 2)
  const bytesPerCall = yield* allocationOf(batch, calls === undefined ? 2 : Math.min(calls, 2))
  recording.setTierUp(false)
  return { calls: done, callMs, bytesPerCall }
}

/** One call by the size of the heap, and a second one counted if the first may have been collected in the middle. */
function* allocationOf(batch: (size: number) => Course<void>, calls: number): Course<number> {
  if (calls === 0) return 0
  const heapBefore = usedHeapBytes()
  const before = nowMs()
  yield* batch(1)
  const elapsedMs = nowMs() - before
  const bytes = usedHeapBytes() - heapBefore
  if (calls === 1 || !isHeavy(bytes, elapsedMs)) return Math.max(0, bytes)
  const count = countAllocations()
  let counted = 0
  try {
    yield* batch(1)
  } finally {
    counted = count.stop()
  }
  return counted
}
