import { nowMs } from '../clock.ts'
import { type Explained, explainGrowth } from '../judge/rare.ts'
import { dropTree } from './full-look.ts'
import { type Readings, retainedBytes, type Taken } from './growth-readings.ts'
import { LEAST_CHECKPOINTS, mostRetainedBytes } from './plan.ts'
import type { Checkpoint, Recording } from './recording.ts'
import type { Course } from './steps.ts'

const FIRST_CALLS = 4
/** What has shown no object by then grows otherwise, as a table does. */
const VAIN_CALLS = 256
const VAIN_BYTES = 2000
/** Stacks are as deep as so many calls allow: a leak in one call of 20 shows ten times in them. */
const DEPTHS = [64, 32, 16, 8, 4, 2]
const CALLS_FOR_DEPTH = 200

export interface SiteLooked extends Explained {
  readonly readings: readonly Taken[]
  readonly start: Checkpoint
  /** What a recorded call took. */
  readonly callMs: number
}

/**
 * Looks for whose objects make the heap grow: recorded calls with checkpoints at doubling counts, until what survives agrees with how the
 * heap grows, or time or memory is used up.
 *
 * @param bytesPerCall by which the heap grows
 * @param predictedCallMs what a recorded call takes at a depth of stacks
 * @param timeMs for all of it
 */
export function* siteLook(
  recording: Recording,
  all: Readings,
  bytesPerCall: number,
  predictedCallMs: (stackDepth: number) => number,
  timeMs: number,
  maxCalls: number,
): Course<SiteLooked> {
  const deadlineMs = nowMs() + timeMs
  const remainingMs = (): number => deadlineMs - nowMs()
  let correction = 1
  const fitting = (): number =>
    DEPTHS.find((each) => CALLS_FOR_DEPTH * correction * predictedCallMs(each) <= remainingMs()) ?? 2
  let depth = fitting()
  yield* all.settle('at rest')
  recording.start(1, depth)
  let start = recording.checkpoint(0)
  const readings: Taken[] = []
  let calls = 0
  let next = FIRST_CALLS
  for (;;) {
    const windowStart = nowMs()
    yield* all.call(next)
    const callMs = (nowMs() - windowStart) / next
    calls += next
    yield* all.settle('at rest')
    if (readings.length === 0 && correction === 1) {
      // A busy machine: with stacks so deep there is no time for calls enough.
      correction = Math.max(1.01, callMs / predictedCallMs(depth))
      const affordable = fitting()
      if (affordable < depth) {
        depth = affordable
        recording.start(1, depth)
        start = recording.checkpoint(0)
        calls = 0
        continue
      }
    }
    dropTree(readings)
    readings.push(all.take(calls))
    const last = readings.at(-1) as Taken
    const explained = explainGrowth(readings, bytesPerCall)
    const isEnough = readings.length >= LEAST_CHECKPOINTS && explained.isEnough
    const isVain = calls >= VAIN_CALLS && explained.trends.length === 0 && bytesPerCall * calls >= VAIN_BYTES
    const affordable = Math.floor((remainingMs() - all.collectionMs) / callMs)
    const inMemory = Math.floor((mostRetainedBytes() / Math.max(1, retainedBytes(last, start)) - 1) * calls)
    next = Math.min(calls, affordable, inMemory, maxCalls - calls)
    if (isEnough || isVain || next < Math.max(1, calls / 4)) return { ...explained, readings, start, callMs }
  }
}
