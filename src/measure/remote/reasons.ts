import { basename } from 'node:path'
import type { Trend } from '../../judge/growth.ts'
import { LEAST_CALLS, LEAST_CHECKPOINTS } from '../plan.ts'
import { CHECKPOINTS, CONFIRMING_CALLS } from './plan.ts'

/** Why nothing could be decided, and what to raise. */

const seconds = (ms: number): string =>
  ms < 1000 ? `${Math.ceil(ms)} ms` : `${(Math.ceil(ms / 100) / 10).toFixed(1)} s`

/** A budget is 55 % of a test's timeout, and 10 s at the most, unless it is given: with both raised it is enough in any case. */
const raised = (budgetMs: number): string =>
  `raise the option "budget" to ${seconds(budgetMs)} and the test's timeout to ${Math.ceil(budgetMs / 550)} s, or more`

export function tooSlow(callMs: number, checkpointMs: number, budgetMs: number): string {
  const neededMs = callMs * (LEAST_CALLS + 2) + (LEAST_CHECKPOINTS + 2) * checkpointMs
  return (
    `one call takes ${seconds(callMs)} and a checkpoint of the server's heap ${seconds(checkpointMs)}, so ${LEAST_CALLS} calls at ` +
    `${LEAST_CHECKPOINTS} checkpoints do not fit into the budget of ${seconds(budgetMs)}: ${raised(Math.max(1.5 * neededMs, 2 * budgetMs))}`
  )
}

export function tooShort(
  trends: readonly Trend[],
  { checkpoints, calls }: { readonly checkpoints: number; readonly calls: number },
  maxCalls: number,
  budgetMs: number,
): string {
  const what = checkpoints > 1 ? `${whatGrew(trends)} kept more, but only` : 'only'
  const seen = `${what} ${checkpoints} of at least ${LEAST_CHECKPOINTS} checkpoints were reached, in ${calls} calls`
  return 2 * calls > maxCalls
    ? `${seen}: raise the option "maxCalls", which is ${maxCalls}`
    : `${seen} and the budget of ${seconds(budgetMs)}: ${raised(3 * budgetMs)}`
}

interface Pace {
  readonly callMs: number
  readonly checkpointMs: number
  readonly budgetMs: number
}

/** Something grew, as a leak does and a cache that fills up. */
export function tooFew(
  trends: readonly Trend[],
  calls: number,
  leastCalls: number,
  { callMs, checkpointMs, budgetMs }: Pace,
): string {
  const neededMs = CONFIRMING_CALLS * leastCalls * callMs + CHECKPOINTS * checkpointMs
  return (
    `${whatGrew(trends)} kept more through ${calls} calls, but so does a cache until it is full, and the budget of ` +
    `${seconds(budgetMs)} had room for no more, where ${leastCalls} are needed: ${raised(Math.max(1.5 * neededMs, 1.5 * budgetMs))}`
  )
}

/** The one that grows fastest, of the project's own if there is one: what a reader may know to be a cache. */
function whatGrew(trends: readonly Trend[]): string {
  const sites = trends.flatMap(({ site, perCall }) => (site ? [{ ...site, perCall }] : []))
  const own = sites.filter(({ origin }) => origin === 'project')
  const [first] = (own.length > 0 ? own : sites).sort((a, b) => b.perCall - a.perCall)
  if (!first) return trends.length > 0 ? 'memory off the heap: something' : 'something'
  const { functionName, file, line } = first.frame
  return file === '' ? functionName : `${functionName} (${basename(file)}:${line})`
}
