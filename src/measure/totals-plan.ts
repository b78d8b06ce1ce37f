import { LEAST_CALLS, mostRetainedBytes, type Pace, type Plan, SCREEN_CALLS } from './plan.ts'

/** Calls between readings of the heap as a whole, none of them recorded. */
export interface TotalsPlan {
  readonly firstCalls: number
  readonly windowCalls: number
}

/** Where recording is the smaller part of a call, calls that are not recorded are hardly faster. */
const LEAST_RATIO = 1.5
/** A leak in one call of 20 is in none of so many with a chance of 1 in 700. */
const ENOUGH_CALLS = 128
const ENOUGH_SHARE = 0.05
const MOST_CALLS = 1024
const FIRST_CALLS = 16

/**
 * How a body is to be looked at without recording it, in about the time that recording a few of its calls would take.
 *
 * @returns nothing for bodies of which enough calls can be recorded
 */
export function totalsPlanFor(pace: Pace, plan: Plan, remainingMs: number): TotalsPlan | undefined {
  const recordedCalls = plan.screen?.[1] ?? LEAST_CALLS / 2
  if (recordedCalls >= SCREEN_CALLS || plan.predictedCallMs < LEAST_RATIO * pace.callMs) return undefined
  const inSameTime = (recordedCalls * plan.predictedCallMs) / pace.callMs
  const enough = Math.min(ENOUGH_CALLS, (ENOUGH_SHARE * remainingMs) / pace.callMs)
  const inMemory = mostRetainedBytes() / 2 / (pace.bytesPerCall + (pace.offHeapBytesPerCall ?? 0) || 1)
  const windowCalls = Math.floor(Math.min(MOST_CALLS, Math.max(inSameTime, enough)))
  return windowCalls <= recordedCalls
    ? undefined
    : { firstCalls: Math.max(1, Math.floor(Math.min(FIRST_CALLS, windowCalls / 5, inMemory))), windowCalls }
}
