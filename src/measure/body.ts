import { MeasurementError } from './errors.ts'

/** What is measured: called with nothing, as often as it takes. */
export type Body = () => unknown

export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  (typeof value === 'object' || typeof value === 'function') &&
  value !== null &&
  typeof (value as { then?: unknown }).then === 'function'

export function callSync(body: Body, calls: number): void {
  for (let i = 0; i < calls; i++) {
    if (isThenable(body())) {
      throw new MeasurementError(
        'the body returned a promise, but its first call did not: make it return a promise always or never',
      )
    }
  }
}

/** Calls one after the other, each after the one before has settled; stops between two calls when `signal` is aborted. */
export async function callAsync(body: Body, calls: number, signal?: AbortSignal): Promise<void> {
  for (let i = 0; i < calls; i++) {
    signal?.throwIfAborted()
    await body()
  }
}
