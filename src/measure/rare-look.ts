import { growing } from '../judge/growth.ts'
import { heapBytesPerCall } from '../judge/totals.ts'
import { arrayBufferSizesBy } from './array-buffer-size.ts'
import type { GrowthOutcome } from './growth.ts'
import type { Readings, Taken } from './growth-readings.ts'
import type { GrowthOptions } from './options.ts'
import { type Pace, type Plan, predictedCallMs } from './plan.ts'
import type { Recording } from './recording.ts'
import { siteLook } from './site-look.ts'
import type { Course } from './steps.ts'
import { CONFIRMING_COLLECTIONS, confirmTotals, totalsLook } from './totals-look.ts'
import { totalsPlanFor } from './totals-plan.ts'

/** Of what is left, for the sites. The rest is to confirm. */
const SITES_SHARE = 0.7
/** Of the budget, to confirm: worth some more time than was given. */
const CONFIRMING_SHARE = 0.3
/** As many calls again, and half as many: a cache that has filled at this rate so far is full then, or it is as good as a leak. */
const CONFIRMING_CALLS_SHARE = 1.5
/** One object of 16 B in 50 calls: less than that is no leak in the first look either. */
const LEAST_BYTES_PER_CALL = 0.32
/** Where no site is seen: an object of 32 B in 20 calls. Heaps of parsers grow by less, on V8's own account, through thousands of calls. */
const LEAST_UNSEEN_BYTES_PER_CALL = 1.6
/** Fewer confirm nothing. */
const LEAST_CONFIRMING_CALLS_SHARE = 0.4

interface Known {
  readonly pace: Pace
  readonly plan: Plan
  readonly maxCalls: number
  readonly remainingMs: () => number
  readonly options: GrowthOptions
}

/**
 * A look for leaks in few of the calls, where nothing grew in the few calls of the first look: recording a body that allocates much takes ten
 * to thirty times as long as calling it. So the heap as a whole is watched through many calls that are not recorded. Only if it goes on
 * growing are calls recorded again, until the survivors of some sites agree with its rate, and the heap is asked once more.
 *
 * @returns nothing where the heap does not go on growing; undecided where it does, and too few calls could be recorded to say whose it is
 */
export function* rareLook(
  recording: Recording,
  all: Readings,
  { pace, plan, maxCalls, remainingMs, options }: Known,
  isUnfinished: (last: Taken | undefined) => boolean,
): Course<(Pick<GrowthOutcome, 'verdict'> & Partial<GrowthOutcome>) | undefined> {
  const { readTotal } = recording
  if (!readTotal || options.samplingInterval !== undefined || plan.intervalBytes > 1) return undefined
  const totalsPlan = totalsPlanFor(pace, plan, remainingMs())
  if (!totalsPlan || totalsPlan.windowCalls + totalsPlan.firstCalls > maxCalls) return undefined

  yield* leaveRecording(recording, all)
  const { course, totals, callMs } = yield* totalsLook(readTotal, all, totalsPlan, options.budgetMs, maxCalls)
  if (course !== 'grows') return undefined
  if (isUnfinished(undefined)) return { verdict: 'unfinished' }

  const bytesPerCall = heapBytesPerCall(totals)
  if (bytesPerCall < LEAST_BYTES_PER_CALL) return undefined
  const predicted = (depth: number): number => predictedCallMs(pace, plan.intervalBytes, depth)
  const looked = yield* siteLook(recording, all, bytesPerCall, predicted, SITES_SHARE * remainingMs(), maxCalls)
  if (looked.isExcused || looked.bytesPerCall < LEAST_BYTES_PER_CALL || isUnfinished(looked.readings.at(-1)))
    return undefined
  const confirmingMs = Math.max(remainingMs(), CONFIRMING_SHARE * options.budgetMs)
  const affordableCalls = (confirmingMs - CONFIRMING_COLLECTIONS * all.collectionMs) / callMs
  const calls = Math.min(CONFIRMING_CALLS_SHARE * all.totalCalls, affordableCalls)
  if (calls < LEAST_CONFIRMING_CALLS_SHARE * all.totalCalls) return undefined
  yield* leaveRecording(recording, all)
  if (!(yield* confirmTotals(readTotal, all, looked, calls))) return undefined
  if (looked.trends.length === 0) {
    if (bytesPerCall < LEAST_UNSEEN_BYTES_PER_CALL) return undefined
    return { ...looked, verdict: 'undecided', reason: noSite(bytesPerCall, all.totalCalls, looked.readings, options) }
  }
  const offHeap = growing(looked.readings.slice(-2)).filter(({ figure }) => figure === 'off-heap')
  return {
    ...looked,
    trends: [...looked.trends, ...offHeap],
    ...(offHeap.length > 0 && { arrayBufferSizes: arrayBufferSizesBy(recording) }),
    verdict: 'leak',
  }
}

/** What was made of the recording has to be gone, and its shapes. */
function* leaveRecording(recording: Recording, all: Readings): Course<void> {
  recording.stop()
  for (let i = 0; i < 2; i++) yield* all.settle('at rest')
}

function noSite(
  bytesPerCall: number,
  totalCalls: number,
  readings: readonly Taken[],
  { budgetMs }: GrowthOptions,
): string {
  return (
    `the heap grew by ${bytesPerCall.toPrecision(2)} B a call through ${totalCalls} calls, but of the ${readings.at(-1)?.calls ?? 0} that could ` +
    `be recorded too few kept anything to tell the call site: raise the option "budget" (or the test's timeout) to ${Math.ceil((3 * budgetMs) / 1000)} s`
  )
}
