import { MeasurementError } from '../measure/errors.ts'
import type { TestTask } from '../vitest/worker-state.ts'
import type { CallSite } from './call-site.ts'
import type { MatcherResult } from './context.ts'

export interface Watch {
  readonly task: TestTask
  readonly site: CallSite
  /** Whether Vitest itself will call `then` once more, to collect the error for `expect.soft`. */
  readonly soft: boolean
  /** What to say if nobody awaits. */
  readonly unawaited: string
  /** Ends the measurement. */
  readonly cancel: () => void
}

/**
 * An asynchronous result that fails its test when nobody awaits it.
 *
 * Vitest calls `then` of what a matcher returns exactly once and hands on what that returns: an own promise-like here, which
 * notices whether anybody asks for it. Left to itself, Vitest reports an un-awaited failure for the wrong test or not at all.
 */
export function watched(result: Promise<MatcherResult>, watch: Watch): Promise<MatcherResult> {
  const { task, site, soft, unawaited, cancel } = watch
  let isAwaited = false
  let isOver = false
  let failure: unknown

  const handle = <T>(promise: Promise<T>, ownThens: number): Promise<T> => {
    promise.catch(() => {})
    const asked = (): Promise<T> => {
      isAwaited = true
      return promise
    }
    return {
      // biome-ignore lint/suspicious/noThenProperty: being thenable is what this object is for
      then: (onResult, onError) =>
        ownThens > 0 ? handle(promise.then(onResult, onError), ownThens - 1) : asked().then(onResult, onError),
      catch: (onError) => asked().catch(onError),
      finally: (onFinally) => asked().finally(onFinally),
      [Symbol.toStringTag]: 'Promise',
    }
  }

  const verdict = async (onResult: (result: MatcherResult) => unknown): Promise<unknown> => {
    try {
      const value = await result
      try {
        return await onResult(value)
      } catch (error) {
        failure = site.place(error)
        throw failure
      }
    } finally {
      isOver = true
    }
  }

  whenFinished(task, () => {
    if (!isOver) cancel()
    if (!isAwaited) throw site.place(new MeasurementError(unawaited))
    // What the test does after a failure, closing a server for example, may take longer than it has left.
    if (failure !== undefined && hasTimedOut(task)) throw failure
  })
  const then = (onResult: (result: MatcherResult) => unknown): unknown => handle(verdict(onResult), soft ? 1 : 0)
  return { then } as Promise<MatcherResult>
}

/** Then that is the only error which Vitest tells. */
const hasTimedOut = ({ result }: TestTask): boolean =>
  result?.errors?.some(({ message }) => /^Test timed out in /.test(message ?? '')) ?? false

/** As `onTestFinished` does, which would ask for the current test. */
function whenFinished(task: TestTask, callback: () => void): void {
  const callbacks = Array.isArray(task.onFinished) ? task.onFinished : []
  callbacks.push(callback)
  task.onFinished = callbacks
}
