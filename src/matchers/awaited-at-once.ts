import { setImmediate } from 'node:timers'
import { MeasurementError } from '../measure/errors.ts'
import type { CallSite } from './call-site.ts'
import type { MatcherContext, MatcherResult } from './context.ts'

export interface AwaitedAtOnce {
  readonly context: MatcherContext
  readonly site: CallSite
  /** What to say if nobody awaits. */
  readonly unawaited: string
  /** Ends the measurement. */
  readonly cancel: (reason: MeasurementError) => void
}

let endUnasked: (() => void) | undefined

/** Ends the measurement of which nobody wants the result, if there is one: tests may follow each other without a turn of the event loop. */
export const endUnaskedMeasurement = (): void => endUnasked?.()

/**
 * An asynchronous result that fails, where no test object says when a test is over, if nobody has asked for it by the next turn of the
 * event loop. A measurement that nobody waits for would go on in the next test, and its verdict be lost.
 *
 * Jest adds the errors in `suppressedErrors` to the test at its end. Elsewhere it is an unhandled rejection: `node:test` names the test
 * that has left it behind and fails the file, and a script ends.
 */
export function awaitedAtOnce(result: Promise<MatcherResult>, watch: AwaitedAtOnce): Promise<MatcherResult> {
  const { context, site, unawaited, cancel } = watch
  const error = site.place(new MeasurementError(unawaited))
  const errors = context.testPath === undefined ? undefined : context.suppressedErrors
  errors?.push(error)
  let isAwaited = false
  const asked = (): void => {
    isAwaited = true
    const at = errors?.indexOf(error) ?? -1
    if (at >= 0) errors?.splice(at, 1)
  }
  const endIfUnasked = (): void => {
    if (endUnasked === endIfUnasked) endUnasked = undefined
    if (!isAwaited) cancel(error)
  }
  afterAwait(() => {
    endUnasked = endIfUnasked
  })
  setImmediate(() => {
    endIfUnasked()
    if (!isAwaited && !errors) Promise.reject(error)
  })
  return AskedPromise.of(result, asked, 'matcher')
}

/** `await` asks in a microtask. Until that has run nobody can tell whether an assertion that starts now came without one. */
function afterAwait(callback: () => void, microtasks = 3): void {
  queueMicrotask(microtasks > 0 ? () => afterAwait(callback, microtasks - 1) : callback)
}

/** Who gets a promise: `expect` itself asks with `then(onResult, onError)`, or from 30.5 on with `then(onResult).catch(onError)`. */
type Holder = 'matcher' | 'expect' | 'user'

/** A promise that tells when its user asks for the result. A class of its own: `await` asks a plain promise without calling its `then`. */
class AskedPromise<T> extends Promise<T> {
  static override get [Symbol.species](): PromiseConstructor {
    return Promise
  }

  static of<T>(result: Promise<T>, asked: () => void, holder: Holder): AskedPromise<T> {
    const promise = new AskedPromise<T>((resolve) => resolve(result))
    promise.#asked = asked
    promise.#holder = holder
    // That nobody asks is told in a sentence of its own.
    Promise.prototype.then.call(promise, undefined, () => {})
    return promise
  }

  #asked: (() => void) | undefined
  #holder: Holder = 'user'

  // biome-ignore lint/suspicious/noThenProperty: to be told of `then` is what this class is for
  override then<A = T, B = never>(
    onResult?: ((value: T) => A | PromiseLike<A>) | null,
    onError?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const next = super.then(onResult, onError)
    const isOwn = this.#holder === 'matcher' || (this.#holder === 'expect' && !onResult)
    if (this.#asked && isOwn) {
      const holder = this.#holder === 'matcher' && !onError ? 'expect' : 'user'
      return AskedPromise.of(next, this.#asked, holder)
    }
    this.#asked?.()
    return next
  }
}
