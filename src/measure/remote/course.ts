import { nowMs } from '../../clock.ts'
import { growing, type Trend } from '../../judge/growth.ts'
import { equalRounds } from '../equal-rounds.ts'
import { fullLook, type Looked } from '../full-look.ts'
import type { GrowthOutcome } from '../growth.ts'
import { type Readings, retainedBytes, type Taken } from '../growth-readings.ts'
import type { GrowthOptions } from '../options.ts'
import { LEAST_CALLS, LEAST_CHECKPOINTS, MOST_RETAINED_BYTES } from '../plan.ts'
import type { Course } from '../steps.ts'
import { unevenWindows } from '../uneven-windows.ts'
import { LEAST_ACQUITTING_CALLS, type RemotePace, remotePlan } from './plan.ts'
import { remoteReadings } from './readings.ts'
import { tooFew, tooShort, tooSlow } from './reasons.ts'
import type { RemoteSession } from './session.ts'
import { warmUpRemotely } from './warm-up.ts'

/** A quarter of what it is for functions of this process: a request takes a millisecond or more, and a leak is to be told in seconds. */
const MAX_CALLS = 2048
/** Of the budget, to confirm a verdict, in any case: without calls it confirms everything. */
const CONFIRMING_SHARE = 0.2
/**
 * For a verdict of leak. A server's caches are larger than a function's: what was recorded of one of 500 entries grows until the 500th call
 * as a leak does, also of one that is full, which replaces them one by one. And the windows that confirm are a tenth of the calls each: of
 * 64 or 128 calls they tell nothing from chance.
 */
const LEAST_LEAK_CALLS = 512
/** Of the budget: until then all has to come to an end, since 1.4 of it are 0.84 of the test's timeout. */
const HARD_END = 1.4
/** Of the budget: what is too short to convict, or to acquit, goes on a little longer than it was given. */
const STRETCHED = 1.1
/** Checkpoints after the looks, to wait for sockets and to confirm. */
const LAST_CHECKPOINTS = 5

/** Of what the first one takes, for which both sides compile their code. */
const FURTHER_CHECKPOINT_SHARE = 0.5

/**
 * The growth rule for a heap in another process: warm up, and look in full, at checkpoints of doubling numbers of calls. There is no
 * first look, since a request takes more time than its stacks.
 */
export function* remoteGrowthCourse(session: RemoteSession, options: GrowthOptions): Course<GrowthOutcome> {
  const { budgetMs, maxCalls = MAX_CALLS } = options
  const startMs = nowMs()
  const all = remoteReadings(session, options)
  const leastCalls = Math.min(LEAST_LEAK_CALLS, maxCalls)
  /** Until so many calls of all there may be no verdict. */
  let shortBefore = 0
  const restMs = (checkpoints: number): number =>
    startMs + HARD_END * budgetMs - nowMs() - checkpoints * 2 * all.collectionMs
  /** For looking. Before calls are enough to convict there is nothing to confirm, and no time to be kept for it. */
  const remainingMs = (): number =>
    all.totalCalls < shortBefore
      ? startMs + STRETCHED * budgetMs - nowMs()
      : Math.min(restMs(LAST_CHECKPOINTS), startMs + budgetMs - nowMs())

  yield { run: () => session.open() }
  const warm = yield* warmUpRemotely(budgetMs, options.warmup)
  all.totalCalls = warm.calls
  const settlingMs = nowMs()
  yield* all.settle('thoroughly')
  const checkpointMs = FURTHER_CHECKPOINT_SHARE * (nowMs() - settlingMs)
  const pace: RemotePace = {
    // A user's warm-up of no call at all tells nothing; a request takes a millisecond.
    callMs: warm.callMs || 1,
    warmupCalls: warm.calls,
    checkpointMs,
    keptBytesPerCall: keptBytes(all.take(0)) / Math.max(1, warm.calls),
  }
  const plan = remotePlan(pace, startMs + budgetMs - nowMs(), {
    maxCalls,
    leastCalls,
    intervalBytes: options.samplingInterval ?? 1,
  })
  const end = (verdict: GrowthOutcome['verdict'], how: Partial<GrowthOutcome>): GrowthOutcome => ({
    reason: '',
    readings: [],
    trends: [],
    ...how,
    verdict,
    warmupCalls: warm.calls,
    totalCalls: all.totalCalls,
    collections: all.collections,
    samplingIntervalBytes: options.samplingInterval ?? 1,
  })
  if (!plan) return end('undecided', { reason: tooSlow(pace.callMs, checkpointMs, budgetMs) })

  yield { run: () => session.restart() }
  const callsBefore = all.totalCalls
  shortBefore = callsBefore + Math.max(leastCalls, LEAST_CALLS * plan.firstCheckpointCalls)
  // Fewer convict nobody, so more of the time than there is would be for nothing.
  const isFew = (): boolean => all.totalCalls - callsBefore < leastCalls
  const canWait = (): boolean => !isFew() || restMs(LAST_CHECKPOINTS) > 0
  const limits = { maxCalls, remainingMs, reservedMs: 0, overtimeMs: 0, inSteps: false, mustDouble: false, canWait }
  const looked = yield* fullLook(session.fetched, all, plan, limits)
  const { readings, trends } = looked
  const last = readings.at(-1)
  if (looked.isAcquitted || !last) return end('clean', looked)
  const confirmingMs = Math.max(restMs(LAST_CHECKPOINTS), CONFIRMING_SHARE * budgetMs)
  // Where memory was what came to an end, more calls are no help.
  const isMuch = 2 * retainedBytes(last, looked.start) > MOST_RETAINED_BYTES
  const isTooFew = last.calls < leastCalls && !isMuch
  const leaks =
    isTooFew && !canWait()
      ? trends.filter(({ sustained }) => sustained)
      : yield* confirmed(all, last, looked, confirmingMs / looked.callMs)
  if (leaks.length > 0 && isTooFew) {
    const cost = { callMs: looked.callMs, checkpointMs: 2 * all.collectionMs, budgetMs }
    return end('undecided', { ...looked, reason: tooFew(leaks, last.calls, leastCalls, cost) })
  }
  if (leaks.length > 0) {
    const isOffHeap = trends.some(({ figure }) => figure === 'off-heap')
    const { arrayBufferSizes } = session
    return end('leak', { ...looked, trends: leaks, ...(isOffHeap && { arrayBufferSizes }) })
  }
  const isSuspected = trends.some(({ sustained }) => sustained)
  const isShort = !isSuspected && readings.length < LEAST_CHECKPOINTS && !paused(readings, trends)
  if (last.calls < LEAST_CALLS || isShort) {
    return end('undecided', {
      ...looked,
      reason: tooShort(trends, { checkpoints: readings.length, calls: last.calls }, maxCalls, budgetMs),
    })
  }
  return end('clean', looked)
}

/** What was growing through all windows, and grows on where windows are uneven, or of equal length for tables. */
function* confirmed(all: Readings, last: Taken, { trends }: Looked, affordableCalls: number): Course<readonly Trend[]> {
  let leaks = trends.filter(({ sustained }) => sustained)
  if (leaks.some(({ figure }) => figure === 'objects')) {
    leaks = yield* unevenWindows(all, last, leaks, affordableCalls)
  }
  if (leaks.length > 0 && leaks.every(({ figure }) => figure !== 'objects')) {
    leaks = yield* equalRounds(all, last, leaks, 'thoroughly', affordableCalls)
  }
  return leaks
}

/** Whether all that grew in the last window did not in one before, as a leak would have: seen in fewer windows than it takes to convict. */
function paused(readings: readonly Taken[], trends: readonly Trend[]): boolean {
  if (readings.length < 2) return false
  const before = readings.slice(0, -1).flatMap((_, index) => (index > 0 ? [readings.slice(index - 1, index + 1)] : []))
  return trends.every(({ figure, site }) =>
    before.some(
      (window) =>
        callsOf(window) >= LEAST_ACQUITTING_CALLS &&
        !growing(window).some((trend) => trend.figure === figure && trend.site === site),
    ),
  )
}

const callsOf = (window: readonly Taken[]): number => (window.at(-1)?.calls ?? 0) - (window[0]?.calls ?? 0)

/** What a first checkpoint says is kept, at the most: array buffers are all that the process has. */
const keptBytes = ({ sites, arrayBuffersBytes }: Taken): number =>
  [...sites.values()].reduce((sum, { bytes }) => sum + bytes, arrayBuffersBytes)
