import { nowMs } from '../clock.ts'
import { type Body, isThenable } from './body.ts'
import { type GrowthOutcome, growthCourse } from './growth.ts'
import type { Taken } from './growth-readings.ts'
import { type GrowthResult, growthResult } from './growth-result.ts'
import type { GrowthOptions } from './options.ts'
import { hasFinalizers, pendingWorkOf } from './pending-work.ts'
import { openRecording } from './recording.ts'
import { type Drive, drive } from './steps.ts'

/** A second measurement gets what the first has left, and this at the least. */
const LEAST_BUDGET_SHARE = 0.5

/** A promise of a result, and what to tell whoever does not await it. */
export interface PromiseToAwait<Result> extends Promise<Result> {
  readonly unawaited?: string
}

/**
 * Whether a body keeps more memory with every further call, by the growth rule of docs/how-it-works.md.
 *
 * @returns a promise when the body returns one, and for a synchronous body that grows and leaves work for later, which cannot be told
 *   from a leak before the event loop has turned
 * @throws MeasurementError when the heap cannot be measured, and whatever the body throws, as it is
 * @example const { verdict } = measureGrowth(() => handleRequest(), { budgetMs: 3000 })
 */
export function measureGrowth(body: Body, options: GrowthOptions): GrowthResult | PromiseToAwait<GrowthResult> {
  const startMs = nowMs()
  let pendingWork: string[] = []
  const mode = { isSynchronous: true }
  const isUnfinished = (last: Taken | undefined): boolean => {
    if (!mode.isSynchronous) return false
    pendingWork = pendingWorkOf(body)
    if (last?.checkpoint && hasFinalizers(last.checkpoint.tree, last.calls)) pendingWork.push('finalizers')
    return pendingWork.length > 0
  }
  const outcome = run(body, options, { isUnfinished, mode })
  if (isThenable(outcome)) return outcome.then(growthResult)
  if (outcome.verdict !== 'unfinished') return growthResult(outcome)
  const budgetMs = Math.max(LEAST_BUDGET_SHARE * options.budgetMs, options.budgetMs - (nowMs() - startMs))
  const later = async (): Promise<GrowthResult> =>
    growthResult(await run(body, { ...options, budgetMs }, { asynchronous: true, mode }))
  return Object.assign(later(), { unawaited: mustAwait(pendingWork) })
}

function run(
  body: Body,
  options: GrowthOptions,
  {
    isUnfinished,
    ...how
  }: Pick<Drive, 'asynchronous'> & { readonly mode: { isSynchronous: boolean } } & {
    isUnfinished?: (last: Taken | undefined) => boolean
  },
): GrowthOutcome | Promise<GrowthOutcome> {
  const recording = openRecording()
  const { settle, signal } = options
  const course = growthCourse(recording, options, how.mode, isUnfinished)
  return drive(course, { ...how, body, settle, signal, close: () => recording.close() })
}

const mustAwait = (kinds: readonly string[]): string =>
  `the body is synchronous but leaves work for later (${kinds.join(', ')}), and until that is done its memory looks like a leak: ` +
  'await the assertion, or make the body async and await the work in it'
