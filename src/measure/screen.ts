import { nowMs } from '../clock.ts'
import { growing, type Trend } from '../judge/growth.ts'
import { equalRounds } from './equal-rounds.ts'
import { type Readings, retainedBytes, type Taken } from './growth-readings.ts'
import { mostRetainedBytes, type Plan, SCREEN_DEPTH } from './plan.ts'
import type { Checkpoint, Recording } from './recording.ts'
import type { Course } from './steps.ts'

export interface Screened {
  /** The last two: nothing grew between them if `isClean`. */
  readonly readings: readonly Taken[]
  readonly isClean: boolean
  /** What a recorded call took. */
  readonly callMs: number
  readonly keptBytesPerCall: number
  /** What grew by its last reading. */
  readonly trends: readonly Trend[]
}

/** Of the time that is left, for equal rounds. */
const ROUNDS_SHARE = 0.4
/** Of the time that is left, for one window. */
const WINDOW_SHARE = 0.3

/**
 * The first look, which is all that code without a leak needs: three collections and next to no stacks.
 * What looks like growth once may be an accident, so it is looked at a second time before the full look is taken.
 */
export function* screen(
  recording: Recording,
  all: Readings,
  plan: Plan,
  checkpoints: readonly number[],
  remainingMs: () => number,
): Course<Screened> {
  // What a collection clears of inline caches is made again by the calls after it: by recorded ones, so that it is no growth.
  yield* all.settle('quickly')
  recording.start(plan.intervalBytes, SCREEN_DEPTH)
  const start = recording.checkpoint(0)
  const readings: Taken[] = []
  let trends: readonly Trend[] = []
  let callMs = plan.predictedCallMs
  const outcome = () => ({
    readings: readings.slice(-2),
    isClean: trends.length === 0,
    callMs,
    keptBytesPerCall: keptPerCall(readings.slice(-2), start),
    trends,
  })
  for (const planned of checkpoints) {
    const last = readings.at(-1)
    const done = last?.calls ?? 0
    // Plans are made of predictions; a window may still be shortened to as many calls as there are before it.
    const affordable = Math.min((WINDOW_SHARE * remainingMs()) / callMs, last ? roomFor(last, start) : Infinity)
    const windowCalls = Math.floor(Math.min(planned - done, Math.max(affordable, done)))
    if (readings.length > 1 && windowCalls > affordable) break
    const calls = done + windowCalls
    const windowStart = nowMs()
    yield* all.call(windowCalls)
    callMs = (nowMs() - windowStart) / windowCalls
    yield* all.settle('quickly')
    readings.push(all.take(calls))
    if (readings.length === 1) continue
    const before = trends
    trends = growing(readings.slice(-2)).filter((trend) => readings.length === 2 || repeats(trend, before))
    if (trends.length === 0) break
  }
  const last = readings.at(-1)
  const affordableCalls = (ROUNDS_SHARE * remainingMs()) / callMs
  if (last && growsInSteps(trends) && affordableCalls > 2.5 * all.totalCalls) {
    trends = yield* equalRounds(all, last, trends, 'quickly', affordableCalls)
  }
  return outcome()
}

/** Something grew, and nothing but in steps. */
export const growsInSteps = (trends: readonly Trend[]): boolean =>
  trends.length > 0 && trends.every(({ figure }) => figure !== 'objects')

/** A table grows again when the calls double; late code, one object of some hundred bytes, comes once. */
const repeats = (trend: Trend, before: readonly Trend[]): boolean =>
  trend.figure === 'objects' || before.some(({ figure, site }) => figure === trend.figure && site === trend.site)

/** What each call between two readings kept. */
function keptPerCall([before, last]: readonly Taken[], start: Checkpoint): number {
  if (!before || !last) return 0
  return Math.max(0, retainedBytes(last, start) - retainedBytes(before, start)) / (last.calls - before.calls)
}

/** Calls that may follow if each keeps what those before have kept. */
function roomFor(last: Taken, start: Checkpoint): number {
  const kept = retainedBytes(last, start)
  return Math.max(0, mostRetainedBytes() - kept) / Math.max(1, kept / last.calls)
}
