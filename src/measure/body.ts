import { MeasurementError } from './errors.ts'

/** What is measured: called with nothing, as often as it takes. */
export type Body = () => unknown

export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  (typeof value === 'object' || typeof value === 'function') &&
  value !== null &&
  typeof (value as { then?: unknown }).then === 'function'

/** Where a result goes: what nobody sees, V8's escape analysis does not make. */
let result: unknown

/** The one place from which bodies are called. */
const callOnce = (body: Body): unknown => {
  result = body()
  return result
}

const STRANGERS: readonly Body[] = [() => 1, () => 2, () => 3, () => 4, () => 5]
const STRANGERS_CALLS = 100

/**
 * Keeps V8 from inlining a body into the loops below, to which its allocations would then be charged: a place from which several
 * functions were called inlines none. V8 forgets that when the place has not been used for some collections, so it is for each
 * measurement anew.
 */
export function callStrangers(): void {
  for (const stranger of STRANGERS) callSync(stranger, STRANGERS_CALLS)
}

export function callSync(body: Body, calls: number): void {
  for (let i = 0; i < calls; i++) {
    if (isThenable(callOnce(body))) {
      throw new MeasurementError(
        'the body returned a promise, but its first call did not: make it return a promise always or never',
      )
    }
  }
  result = undefined
}

/**
 * Calls one after the other, each after the one before has settled, and `afterwards` right after the last one; stops between two calls when
 * `signal` is aborted.
 */
export async function callAsync(
  body: Body,
  calls: number,
  signal?: AbortSignal,
  afterwards?: () => void,
): Promise<void> {
  for (let i = 0; i < calls; i++) {
    signal?.throwIfAborted()
    await callOnce(body)
  }
  afterwards?.()
  result = undefined
}
