import { nowMs } from '../clock.ts'
import { growing, type Trend } from '../judge/growth.ts'
import { type Readings, retainedBytes, type Taken } from './growth-readings.ts'
import { LEAST_CALLS, LEAST_CHECKPOINTS, mostRetainedBytes, type Plan } from './plan.ts'
import type { Checkpoint, Recording } from './recording.ts'
import type { Course } from './steps.ts'

/** Share of the rest of the budget that the next window may be expected to take. */
const AIM = 0.9

export interface Looked {
  readonly readings: readonly Taken[]
  /** What still grew at the last of the readings. */
  readonly trends: readonly Trend[]
  /** When recording began. */
  readonly start: Checkpoint
  /** What a recorded call is expected to take from now on. */
  readonly callMs: number
  /** Nothing grew over a stretch that was long enough to tell. */
  readonly isAcquitted: boolean
}

interface Limits {
  readonly maxCalls: number
  readonly remainingMs: () => number
  /** Of that, for what comes after: it is touched only for the checkpoints that there have to be. */
  readonly reservedMs: number
  /** On top of what remains, rather than stop before there are as many checkpoints as a verdict takes. */
  readonly overtimeMs: number
  /** Whether there is an event loop to wait in. */
  readonly canWait: () => boolean
  /** All that is suspected grows in steps, as tables do: each window has to double all calls so far, or it may miss the step. */
  readonly inSteps: boolean
  /** A flat window acquits only if it has doubled them. */
  readonly mustDouble: boolean
}

/** Checkpoints at doubling call counts, with whole stacks, for as long as something grows and time, calls and memory allow. */
export function* fullLook(recording: Recording, all: Readings, plan: Plan, limits: Limits): Course<Looked> {
  yield* all.settle('thoroughly')
  recording.start(plan.intervalBytes, plan.stackDepth)
  const start = recording.checkpoint(0)
  const readings: Taken[] = []
  let calls = 0
  let [callMs, takenMs] = [0, 0]
  // At the least as many doublings as it takes, also where the user allows few calls.
  let target = Math.min(plan.firstCheckpointCalls, Math.max(1, Math.floor(limits.maxCalls / LEAST_CALLS)))
  for (;;) {
    const windowStart = nowMs()
    const windowCalls = target - calls
    const doublingCalls = all.totalCalls
    yield* all.call(windowCalls)
    calls = target
    const windowMs = nowMs() - windowStart
    callMs = nextCallMs(windowMs / windowCalls, takenMs)
    takenMs = windowMs / windowCalls
    yield* all.settle('thoroughly')
    dropTree(readings)
    readings.push(all.take(calls))
    const checkpointMs = nowMs() - windowStart - windowMs
    const enoughCalls = limits.inSteps ? windowCalls : plan.acquittingCalls
    const acquittingCalls = limits.mustDouble ? Math.max(doublingCalls, enoughCalls) : enoughCalls
    const isFlat = readings.length > 1 && growing(readings.slice(-2)).length === 0
    if (isFlat && calls >= LEAST_CALLS && windowOf(readings) >= acquittingCalls)
      return { readings, trends: [], start, callMs, isAcquitted: true }
    const wanted = limits.inSteps || (limits.mustDouble && isFlat) ? all.totalCalls : calls
    // What grows in steps is confirmed by equal rounds, which need their time.
    const spareMs = limits.remainingMs() - (readings.length < LEAST_CHECKPOINTS ? 0 : limits.reservedMs)
    const affordable = (ms: number): number =>
      Math.max(0, Math.floor(((AIM * ms) / (limits.inSteps ? 2 : 1) - checkpointMs) / callMs))
    const nextFor = (ms: number): number => nextWindow(readings, start, limits.maxCalls, wanted, affordable(ms))
    const isTooFew = readings.length < LEAST_CHECKPOINTS && !isFlat
    const next = nextFor(spareMs) || (isTooFew ? nextFor(spareMs + limits.overtimeMs) : 0)
    if (next === 0) break
    // What was flat for too short a time is part of the window that follows.
    if (limits.mustDouble && isFlat) readings.pop()
    target = calls + next
  }
  // What takes time to end, sockets for example, is given that time before it is called a leak.
  let trends = growing(readings)
  for (const waitMs of limits.canWait() ? [20, 100] : []) {
    if (!trends.some((trend) => trend.sustained)) break
    yield* all.settle('thoroughly', waitMs)
    readings.splice(-1, 1, all.take(calls))
    trends = growing(readings)
  }
  return { readings, trends, start, callMs, isAcquitted: false }
}

/** Where a leak makes calls slower, a list that each of them walks for example, those of twice as many take up to twice as long. */
const nextCallMs = (callMs: number, beforeMs: number): number =>
  beforeMs === 0 ? callMs : callMs * Math.min(2, Math.max(1, callMs / beforeMs))

/** Trees are kept of the first reading and the last. */
export function dropTree(readings: Taken[]): void {
  const last = readings.at(-1)
  if (!last || readings.length === 1) return
  const { checkpoint: _, ...sums } = last
  readings.splice(-1, 1, sums)
}

/** Calls until the next checkpoint; 0 when there is none to be. */
function nextWindow(
  readings: readonly Taken[],
  start: Checkpoint,
  maxCalls: number,
  wanted: number,
  affordable: number,
): number {
  const last = readings.at(-1) as Taken
  if (readings.length >= LEAST_CHECKPOINTS) {
    const isTooBig = 2 * retainedBytes(last, start) > mostRetainedBytes()
    return isTooBig || last.calls + wanted > maxCalls || wanted > affordable ? 0 : wanted
  }
  // A window may be shorter than it should be, but not so short that chance decides.
  const next = Math.max(1, Math.min(wanted, affordable))
  return next < last.calls / 4 || last.calls + next > Math.max(maxCalls, LEAST_CALLS) ? 0 : next
}

/** Calls between the last two readings. */
function windowOf(readings: readonly Taken[]): number {
  const [before, last] = readings.slice(-2)
  return before && last ? last.calls - before.calls : 0
}
