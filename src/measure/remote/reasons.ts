import { LEAST_CALLS, LEAST_CHECKPOINTS } from '../plan.ts'

/** Why nothing could be decided, and what to raise. */

const seconds = (ms: number): string =>
  ms < 1000 ? `${Math.ceil(ms)} ms` : `${(Math.ceil(ms / 100) / 10).toFixed(1)} s`

export function tooSlow(callMs: number, checkpointMs: number, budgetMs: number): string {
  const neededMs = callMs * (LEAST_CALLS + 2) + (LEAST_CHECKPOINTS + 2) * checkpointMs
  return (
    `one call takes ${seconds(callMs)} and a checkpoint of the server's heap ${seconds(checkpointMs)}, so ${LEAST_CALLS} calls at ` +
    `${LEAST_CHECKPOINTS} checkpoints do not fit into the budget of ${seconds(budgetMs)}: ` +
    `raise the option "budget" (or the test's timeout) to ${seconds(1.5 * neededMs)} or more`
  )
}

export function tooShort(checkpoints: number, calls: number, maxCalls: number, budgetMs: number): string {
  const seen = `something grew, but only ${checkpoints} of at least ${LEAST_CHECKPOINTS} checkpoints were reached, in ${calls} calls`
  return 2 * calls > maxCalls
    ? `${seen}: raise the option "maxCalls", which is ${maxCalls}`
    : `${seen} and the budget of ${seconds(budgetMs)}: raise the option "budget" (or the test's timeout) to ${seconds(3 * budgetMs)}`
}

interface Pace {
  readonly callMs: number
  readonly checkpointMs: number
  readonly budgetMs: number
}

/** Something grew, as a leak does and a cache that fills up. */
export function tooFew(calls: number, leastCalls: number, { callMs, checkpointMs, budgetMs }: Pace): string {
  // Windows double, and the next one has to fit as well.
  const neededMs = Math.max(budgetMs, 3 * leastCalls * callMs + 8 * checkpointMs)
  return (
    `something grew with each of ${calls} calls, but so does a cache until it is full, and the budget of ${seconds(budgetMs)} ` +
    `had room for no more, where ${leastCalls} are needed: raise the option "budget" (or the test's timeout) to ${seconds(1.5 * neededMs)}`
  )
}
