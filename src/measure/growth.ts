import { nowMs } from '../clock.ts'
import type { Trend } from '../judge/growth.ts'
import { isGrowingTable } from '../judge/tables.ts'
import { arrayBufferSizesBy } from './array-buffer-size.ts'
import { callsOfEqualRounds, equalRounds } from './equal-rounds.ts'
import { fullLook, type Looked } from './full-look.ts'
import { type Readings, readingsOf, retainedBytes, type Taken } from './growth-readings.ts'
import { isOffHeapIgnored } from './ignored-off-heap.ts'
import type { GrowthOptions } from './options.ts'
import { LEAST_CALLS, LEAST_CHECKPOINTS, mostRetainedBytes, type Plan, planFor } from './plan.ts'
import { rareLook } from './rare-look.ts'
import type { Checkpoint, Recording } from './recording.ts'
import { growsInSteps, screen } from './screen.ts'
import type { Course } from './steps.ts'
import { unevenWindows } from './uneven-windows.ts'
import { warmUp } from './warm-up.ts'

const MAX_CALLS = 8192
/** Of the budget, to confirm a verdict. */
const CONFIRMING_SHARE = 0.2
/** Of the budget, on top of it: a verdict in a little more time than was given is worth more than none. */
const OVERTIME_SHARE = 0.25
/** Doublings of the calls so far that there has to be time for, before tables are waited for that long. */
const AFFORDABLE_DOUBLINGS = 3
/** What settling and reading take at the least, for plans. */
const CHECKPOINT_MS = 20

/** How a measurement of growth went. */
export interface GrowthOutcome {
  /** `unfinished`: a synchronous body leaves work for later, and only after that can be judged. */
  readonly verdict: 'leak' | 'clean' | 'undecided' | 'unfinished'
  /** For a measurement without verdict: why, and what to raise. */
  readonly reason: string
  readonly warmupCalls: number
  /** Of the body, recorded or not. */
  readonly totalCalls: number
  readonly collections: number
  readonly samplingIntervalBytes: number
  readonly readings: readonly Taken[]
  /** What leaks. */
  readonly trends: readonly Trend[]
  /** When the recording of the readings began; absent after a first look, which keeps no stacks. */
  readonly start?: Checkpoint
  /** Where memory off the heap grew: sizes of the objects that can own it. */
  readonly arrayBufferSizes?: ReadonlySet<number>
  /** Memory off the heap grew on the account of ignored sites alone, and does not count. */
  readonly isOffHeapIgnored?: boolean
}

/**
 * The growth rule: warm up, take a first look, and look in full at what seems to grow.
 *
 * @param mode how the course is driven, known after its first call
 * @param isUnfinished asked when something grows: whether a synchronous body leaves work for later
 */
export function* growthCourse(
  recording: Recording,
  options: GrowthOptions,
  mode: { readonly isSynchronous: boolean },
  isUnfinished: (last: Taken | undefined) => boolean = () => false,
): Course<GrowthOutcome> {
  const deadlineMs = nowMs() + options.budgetMs
  const remainingMs = (): number => deadlineMs - nowMs()
  const all = readingsOf(recording, options)

  const pace = yield* warmUp(recording, options.budgetMs, options.warmup)
  const plan = planFor(pace, remainingMs() - LEAST_CHECKPOINTS * CHECKPOINT_MS, options.samplingInterval)
  const end = ending(all, pace.calls, plan)
  if (!plan) return end('undecided', { reason: tooSlow(pace.callMs, options.budgetMs) })

  const maxCalls = options.maxCalls ?? MAX_CALLS
  let lookPlan = plan
  let suspected: readonly Trend[] = []
  all.totalCalls = pace.calls
  if (plan.screen && (plan.screen[1] ?? Infinity) <= maxCalls) {
    const checkpoints = plan.screen.filter((calls) => calls <= maxCalls)
    const screened = yield* screen(recording, all, plan, checkpoints, remainingMs)
    if (screened.isClean) {
      const rare = yield* rareLook(recording, all, { pace, plan, maxCalls, remainingMs, options }, isUnfinished)
      return rare ? end(rare.verdict, rare) : end('clean', { readings: screened.readings })
    }
    if (isUnfinished(screened.readings.at(-1))) return end('unfinished', {})
    suspected = screened.trends
    const { callMs: recordedCallMs, keptBytesPerCall } = screened
    lookPlan = planFor({ ...pace, recordedCallMs, keptBytesPerCall }, remainingMs(), options.samplingInterval) ?? plan
  }

  const inSteps = growsInSteps(suspected)
  const isTableSuspected = suspected.some(({ figure }) => figure === 'bytes')
  const looked = yield* fullLook(recording, all, lookPlan, {
    maxCalls,
    remainingMs,
    reservedMs: CONFIRMING_SHARE * options.budgetMs,
    overtimeMs: OVERTIME_SHARE * options.budgetMs,
    inSteps,
    mustDouble: isTableSuspected && remainingMs() >= AFFORDABLE_DOUBLINGS * all.totalCalls * lookPlan.predictedCallMs,
    canWait: () => !mode.isSynchronous,
  })
  const { readings, trends } = looked
  const last = readings.at(-1)
  if (looked.isAcquitted || !last) return end('clean', looked)
  const suspects = trends.filter((trend) => trend.sustained && isGrowingTable(trend, readings))
  let leaks: readonly Trend[] = suspects
  // Confirming is worth some more time than was given.
  const affordableCalls = (): number => Math.max(remainingMs(), CONFIRMING_SHARE * options.budgetMs) / looked.callMs
  const withObjects = leaks.some(({ figure }) => figure === 'objects')
  if (withObjects) leaks = yield* unevenWindows(all, last, leaks, affordableCalls())
  if (leaks.length > 0 && leaks.every(({ figure }) => figure !== 'objects')) {
    // Where objects have come to an end their tables may have, too, and a cache that starts anew fills again through short rounds.
    const calls = affordableCalls()
    const isTelling = !withObjects || calls >= callsOfEqualRounds(all)
    leaks = isTelling ? yield* equalRounds(all, last, leaks, 'thoroughly', calls) : []
  }
  if (leaks.length > 0) {
    if (isTooEarly(looked, maxCalls))
      return end('undecided', { ...looked, reason: tooShort(readings, options, last.calls) })
    if (lookPlan === plan && isUnfinished(last)) return end('unfinished', {})
    if (trends.every((trend) => !isOffHeap(trend))) return end('leak', { ...looked, trends: leaks })
    const arrayBufferSizes = arrayBufferSizesBy(recording)
    const [first = last] = readings
    if (!options.isIgnored || !isOffHeapIgnored(first, last, arrayBufferSizes, options.isIgnored)) {
      return end('leak', { ...looked, trends: leaks, arrayBufferSizes })
    }
    const onHeap = leaks.filter((trend) => !isOffHeap(trend))
    return end(onHeap.length > 0 ? 'leak' : 'clean', { ...looked, trends: onHeap, isOffHeapIgnored: true })
  }
  // What the first look suspected is not cleared by a look that could not be taken, unless it did not stand confirmation.
  const isUnseen = readings.length < 2 || trends.length > 0
  const isShort = isUnseen && suspects.length === 0 && readings.length < LEAST_CHECKPOINTS
  if (last.calls < LEAST_CALLS || isShort) {
    return end('undecided', { ...looked, reason: tooShort(readings, options, inSteps ? all.totalCalls : last.calls) })
  }
  return end('clean', looked)
}

/** A ring of a few entries is filled anew in as many calls. Big things, or few calls allowed by the user, have to do. */
function isTooEarly({ readings, start }: Pick<Looked, 'readings' | 'start'>, maxCalls: number): boolean {
  const last = readings.at(-1)
  if (!last || last.calls >= LEAST_CALLS || maxCalls < LEAST_CALLS) return false
  return 2 * retainedBytes(last, start) <= mostRetainedBytes()
}

const isOffHeap = ({ figure }: Trend): boolean => figure === 'off-heap'

/** Fills in what every outcome has. */
const ending =
  (all: Readings, warmupCalls: number, plan: Plan | undefined) =>
  (
    verdict: GrowthOutcome['verdict'],
    { reason = '', readings = [], trends = [], ...rest }: Partial<GrowthOutcome>,
  ): GrowthOutcome => ({
    ...rest,
    verdict,
    reason,
    warmupCalls,
    totalCalls: all.totalCalls,
    collections: all.collections,
    samplingIntervalBytes: plan?.intervalBytes ?? 1,
    readings,
    trends,
  })

const seconds = (ms: number): string =>
  ms < 1000 ? `${Math.ceil(ms)} ms` : `${(Math.ceil(ms / 100) / 10).toFixed(1)} s`

/** In any case more than was not enough. */
const enoughMs = (callMs: number, budgetMs: number): number =>
  1.5 * Math.max(callMs * (LEAST_CALLS + 2) + LEAST_CHECKPOINTS * CHECKPOINT_MS, budgetMs)

const tooSlow = (callMs: number, budgetMs: number): string =>
  `one call takes ${seconds(callMs)}, so ${LEAST_CALLS} calls at ${LEAST_CHECKPOINTS} checkpoints do not fit into the budget of ${seconds(budgetMs)}: ` +
  `raise the option "budget" (or the test's timeout) to ${seconds(enoughMs(callMs, budgetMs))} or more`

function tooShort(
  readings: readonly Taken[],
  { budgetMs, maxCalls = MAX_CALLS }: GrowthOptions,
  nextCalls: number,
): string {
  const calls = readings.at(-1)?.calls ?? 0
  const seen = `something grew, but only ${readings.length} of at least ${LEAST_CHECKPOINTS} checkpoints were reached, in ${calls} calls`
  return calls + nextCalls > maxCalls
    ? `${seen}: raise the option "maxCalls", which is ${maxCalls}`
    : `${seen} and the budget of ${seconds(budgetMs)}: raise the option "budget" (or the test's timeout) to ${seconds(3 * budgetMs)}`
}
