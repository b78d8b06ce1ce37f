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
