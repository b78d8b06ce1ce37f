import { growing, growsThroughEqualRounds, type Trend } from '../judge/growth.ts'
import type { Reading } from '../judge/series.ts'
import { liveBySite, type SiteLive } from '../judge/sites.ts'
import { nowMs } from './clock.ts'
import type { GrowthOptions } from './options.ts'
import { LEAST_CALLS, LEAST_CHECKPOINTS, type Plan, planFor } from './plan.ts'
import { type Checkpoint, originOf, type Recording } from './recording.ts'
import type { Course } from './steps.ts'
import { warmUp } from './warm-up.ts'

const MAX_CALLS = 4096
/** A leak of big things is not followed further than this. */
const MOST_RETAINED_BYTES = 100 * 1024 * 1024
/** What a collection and a reading take at the least, for plans. */
const CHECKPOINT_MS = 20
const EQUAL_ROUNDS = 4
/** A flat stretch of this many calls acquits; of fewer, only two in a row. */
const ACQUITTING_CALLS = 32

export interface Taken extends Reading {
  readonly checkpoint: Checkpoint
  readonly sites: ReadonlyMap<string, SiteLive>
  readonly runner: ReadonlyMap<string, SiteLive>
}

export interface Course0 {
  readonly verdict: 'leak' | 'clean' | 'undecided'
  readonly reason: string
  readonly warmupCalls: number
  readonly collections: number
  readonly plan?: Plan
  readonly readings: readonly Taken[]
  readonly trends: readonly Trend[]
  readonly start: { arrayBuffersBytes: number; externalBytes: number }
}

export function* growthCourse(recording: Recording, options: GrowthOptions): Course<Course0> {
  const deadlineMs = nowMs() + options.budgetMs
  const remainingMs = (): number => deadlineMs - nowMs()
  let collections = 0
  const settle = function* (depth: 'quickly' | 'thoroughly', waitMs = 1): Course<void> {
    yield { settle: depth, waitMs }
    collections += depth === 'quickly' ? 1 : 2
  }
  const take = (calls: number): Taken => {
    const checkpoint = recording.checkpoint(calls)
    const { sites, runner } = liveBySite(checkpoint.profile, originOf)
    const judged = options.isIgnored ? new Map([...sites].filter(([, s]) => !options.isIgnored?.(s.frame))) : sites
    return { ...checkpoint, checkpoint, sites: judged, runner }
  }
  const outcome = (rest: Pick<Course0, 'verdict'> & Partial<Course0>): Course0 => ({
    reason: '',
    warmupCalls: pace.calls,
    collections,
    readings: [],
    trends: [],
    start: { arrayBuffersBytes: 0, externalBytes: 0 },
    ...rest,
  })

  const pace = yield* warmUp(options.budgetMs, options.warmup)
  recording.pauseTierUp()
  const plan = planFor(pace, remainingMs() - LEAST_CHECKPOINTS * CHECKPOINT_MS, options.samplingInterval)
  if (!plan) {
    const needMs = pace.callMs * LEAST_CALLS + LEAST_CHECKPOINTS * CHECKPOINT_MS
    return outcome({ verdict: 'undecided', reason: `one call takes ${pace.callMs} need ${needMs}` })
  }

  if (plan.screen) {
    const { firstCalls, calls } = plan.screen
    recording.start(plan.intervalBytes, 1)
    yield { call: firstCalls }
    yield* settle('quickly')
    const first = take(firstCalls)
    yield { call: calls - firstCalls }
    yield* settle('quickly')
    const second = take(calls)
    if (growing([first, second]).length === 0) return outcome({ verdict: 'clean', plan, readings: [first, second] })
  }

  yield* settle('thoroughly')
  recording.start(plan.intervalBytes, plan.stackDepth)
  const start = recording.checkpoint(0)
  const readings: Taken[] = []
  const maxCalls = options.maxCalls ?? MAX_CALLS
  let trends: Trend[] = []
  let target = Math.min(plan.firstCheckpointCalls, maxCalls)
  let calls = 0
  for (;;) {
    const windowStart = nowMs()
    yield { call: target - calls }
    calls = target
    yield* settle('thoroughly')
    readings.push(take(calls))
    trends = growing(readings)
    const windowMs = nowMs() - windowStart
    if (isAcquitted(readings)) return outcome({ verdict: 'clean', plan, readings, trends, start })
    const retained = retainedBytes(readings.at(-1) as Taken, start)
    target = calls * 2
    const enough = readings.length >= LEAST_CHECKPOINTS
    if (target > maxCalls || (enough && retained * 2 > MOST_RETAINED_BYTES) || windowMs * 2 > remainingMs()) break
  }
  // What takes time to end, sockets for example, is given that time before it is called a leak.
  for (const waitMs of [20, 100]) {
    if (!trends.some((trend) => trend.sustained)) break
    yield* settle('thoroughly', waitMs)
    readings.splice(-1, 1, take(calls))
    trends = growing(readings)
  }
  let leaks = trends.filter((trend) => trend.sustained)
  if (leaks.length > 0 && leaks.every((trend) => trend.figure === 'bytes')) {
    const rounds = [readings.at(-1) as Taken]
    const size = Math.max(1, Math.ceil(calls / EQUAL_ROUNDS))
    for (let round = 0; round < EQUAL_ROUNDS; round++) {
      yield { call: size }
      yield* settle('thoroughly')
      calls += size
      rounds.push(take(calls))
    }
    leaks = leaks.filter(({ site }) => site !== undefined && growsThroughEqualRounds(rounds, site))
  }
  if (leaks.length > 0) return outcome({ verdict: 'leak', plan, readings, trends: leaks, start })
  if (trends.length > 0 && readings.length < LEAST_CHECKPOINTS) {
    return outcome({ verdict: 'undecided', plan, readings, trends, start, reason: 'budget' })
  }
  return outcome({ verdict: 'clean', plan, readings, trends, start })
}

function isAcquitted(readings: readonly Taken[]): boolean {
  const [a, b, c] = [readings.at(-3), readings.at(-2), readings.at(-1)]
  if (!b || !c || growing([b, c]).length > 0) return false
  if (c.calls - b.calls >= ACQUITTING_CALLS) return true
  return a !== undefined && c.calls >= LEAST_CALLS && growing([a, b]).length === 0
}

function retainedBytes(taken: Taken, start: { arrayBuffersBytes: number; externalBytes: number }): number {
  let bytes = Math.max(taken.arrayBuffersBytes - start.arrayBuffersBytes, taken.externalBytes - start.externalBytes, 0)
  for (const site of taken.sites.values()) bytes += site.bytes
  return bytes
}
