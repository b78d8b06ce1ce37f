import { nowMs } from '../../clock.ts'
import type { Trend } from '../../judge/growth.ts'
import { equalRounds } from '../equal-rounds.ts'
import { fullLook, type Looked } from '../full-look.ts'
import type { GrowthOutcome } from '../growth.ts'
import type { Readings, Taken } from '../growth-readings.ts'
import type { GrowthOptions } from '../options.ts'
import { LEAST_CALLS, LEAST_CHECKPOINTS, planFor } from '../plan.ts'
import type { Course } from '../steps.ts'
import { unevenWindows } from '../uneven-windows.ts'
import { remoteReadings } from './readings.ts'
import { tooFew, tooShort, tooSlow } from './reasons.ts'
import type { RemoteSession } from './session.ts'
import { warmUpRemotely } from './warm-up.ts'

/** A quarter of what it is for functions of this process: a request takes a millisecond or more, and a leak is to be told in seconds. */
const MAX_CALLS = 2048
/** Of the budget, to confirm a verdict. */
const CONFIRMING_SHARE = 0.2
/**
 * For a verdict of leak. A server's caches are larger than a function's: one of 50 entries that is full replaces them one by one, and what
 * was recorded of it grows until the 50th call as a leak does, and 64 calls do not tell (seen on a machine with four times as much work as processors).
 */
const LEAST_LEAK_CALLS = 128

/** Of what the first one takes, for which both sides compile their code. */
const FURTHER_CHECKPOINT_SHARE = 0.5

/**
 * The growth rule for a heap in another process: warm up, and look in full, at checkpoints of doubling numbers of calls. There is no
 * first look, since a request takes more time than its stacks.
 */
export function* remoteGrowthCourse(session: RemoteSession, options: GrowthOptions): Course<GrowthOutcome> {
  const { budgetMs, maxCalls = MAX_CALLS } = options
  const deadlineMs = nowMs() + budgetMs
  const remainingMs = (): number => deadlineMs - nowMs()
  const all = remoteReadings(session, options)

  yield { run: () => session.open() }
  const warm = yield* warmUpRemotely(budgetMs, options.warmup)
  all.totalCalls = warm.calls
  const settlingMs = nowMs()
  yield* all.settle('thoroughly')
  const checkpointMs = FURTHER_CHECKPOINT_SHARE * (nowMs() - settlingMs)
  // A user's warm-up of no call at all tells nothing; a request takes a millisecond.
  const pace = { callMs: warm.callMs || 1, bytesPerCall: 0 }
  const plan = planFor(pace, remainingMs() - LEAST_CHECKPOINTS * checkpointMs, options.samplingInterval)
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
  const limits = { maxCalls, remainingMs, inSteps: false, canWait: () => true }
  const looked = yield* fullLook(session.fetched, all, plan, limits)
  const { readings, trends } = looked
  const last = readings.at(-1)
  if (looked.isAcquitted || !last) return end('clean', looked)
  // Confirming is worth some more time than was given.
  const confirmingMs = Math.max(remainingMs(), CONFIRMING_SHARE * budgetMs)
  const leaks = yield* confirmed(all, last, looked, confirmingMs / looked.callMs)
  if (leaks.length > 0 && last.calls < Math.min(LEAST_LEAK_CALLS, maxCalls)) {
    const { callMs } = looked
    return end('undecided', {
      ...looked,
      reason: tooFew(last.calls, LEAST_LEAK_CALLS, { callMs, checkpointMs, budgetMs }),
    })
  }
  if (leaks.length > 0) {
    const isOffHeap = trends.some(({ figure }) => figure === 'off-heap')
    const { arrayBufferSizes } = session
    return end('leak', { ...looked, trends: leaks, ...(isOffHeap && { arrayBufferSizes }) })
  }
  const isUnseen = readings.length < 2 || trends.length > 0
  const isSuspected = trends.some(({ sustained }) => sustained)
  const isShort = isUnseen && !isSuspected && readings.length < LEAST_CHECKPOINTS
  if (last.calls < LEAST_CALLS || isShort) {
    return end('undecided', { ...looked, reason: tooShort(readings.length, last.calls, maxCalls, budgetMs) })
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
