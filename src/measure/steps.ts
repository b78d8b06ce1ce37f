import { type Body, callAsync, callSync, isThenable } from './body.ts'
import { MeasurementError } from './errors.ts'
import { settleQuickly, settleQuicklySync, settleThoroughly, settleThoroughlySync } from './settle.ts'

/** Call the body so many times, and `afterwards` at once: before a promise of ours or anything else gets to work. */
interface CallStep {
  readonly call: number
  readonly afterwards?: () => void
}

/**
 * What a measurement asks for. Its course is written once, as a generator of steps, and driven in one of two ways: at once for a
 * synchronous body, so that the assertion is synchronous too, and through the event loop for an asynchronous one.
 */
export type Step =
  | CallStep
  /** Call what is around the body, and await it where there is an event loop. */
  | { readonly run: () => unknown }
  /** Bring the heap to rest. `waitMs` is for what needs time to end (sockets), where there is an event loop. */
  | { readonly settle: 'quickly' }
  | { readonly settle: 'thoroughly'; readonly collections: number; readonly waitMs?: number }

export type Course<Result> = Generator<Step, Result, void>

export interface Drive {
  readonly body: Body
  /** The user's own settling, before each of ours. */
  readonly settle?: (() => unknown) | undefined
  readonly signal?: AbortSignal | undefined
  /** Through the event loop even if the body returns no promise. */
  readonly asynchronous?: boolean
  /** Told which way it went. */
  readonly mode?: { isSynchronous: boolean }
  /** Runs once, whatever happens: after the end, an error or an abort. */
  close(): void
}

/** @returns a promise exactly when the body's first call does, or when `asynchronous` asks for one */
export function drive<Result>(course: Course<Result>, how: Drive): Result | Promise<Result> {
  if (how.asynchronous) return driveAsync(course, how)
  let isAsync = false
  let isCalled = false
  try {
    let step = course.next()
    while (!step.done) {
      try {
        if (!isCalled && 'call' in step.value && step.value.call > 0) {
          isCalled = true
          const result = how.body()
          if (isThenable(result)) {
            isAsync = true
            return driveAsync(course, how, { result, rest: { ...step.value, call: step.value.call - 1 } })
          }
          callSync(how.body, step.value.call - 1)
          step.value.afterwards?.()
        } else {
          stepSync(step.value, how)
        }
      } catch (error) {
        // Through the course, for the sake of its `finally`; it comes out again untouched.
        step = course.throw(error)
        continue
      }
      step = course.next()
    }
    return step.value
  } finally {
    if (!isAsync) how.close()
  }
}

function stepSync(step: Step, { body, settle }: Drive): void {
  if ('call' in step) {
    callSync(body, step.call)
    step.afterwards?.()
    return
  }
  if ('run' in step) {
    step.run()
    return
  }
  if (isThenable(settle?.())) {
    throw new MeasurementError(
      'option "settle" returned a promise, but the body is synchronous: make the body async and await the assertion',
    )
  }
  if (step.settle === 'quickly') settleQuicklySync()
  else settleThoroughlySync(step.collections)
}

interface FirstCall {
  readonly result: PromiseLike<unknown>
  readonly rest: CallStep
}

async function driveAsync<Result>(course: Course<Result>, how: Drive, first?: FirstCall): Promise<Result> {
  if (how.mode) how.mode.isSynchronous = false
  // The body may never settle: an abort must leave nothing running even then, nor what the course has opened around a step.
  const { signal } = how
  const abandon = (): void => {
    try {
      course.return(undefined as Result)
    } finally {
      how.close()
    }
  }
  signal?.addEventListener('abort', abandon, { once: true })
  try {
    let step = first ? await advance(course, () => finishFirst(first, how)) : course.next()
    while (!step.done) {
      const { value } = step
      step = await advance(course, () => stepAsync(value, how))
    }
    return step.value
  } finally {
    signal?.removeEventListener('abort', abandon)
    how.close()
  }
}

async function advance<Result>(
  course: Course<Result>,
  act: () => Promise<void>,
): Promise<IteratorResult<Step, Result>> {
  try {
    await act()
  } catch (error) {
    return course.throw(error)
  }
  return course.next()
}

async function finishFirst({ result, rest }: FirstCall, how: Drive): Promise<void> {
  await result
  await callAsync(how.body, rest.call, how.signal, rest.afterwards)
  how.signal?.throwIfAborted()
}

async function stepAsync(step: Step, { body, settle, signal }: Drive): Promise<void> {
  signal?.throwIfAborted()
  if ('call' in step) {
    // Not returned: that makes one more promise, in a job without a frame of ours, which would count as the body's.
    await callAsync(body, step.call, signal, step.afterwards)
  } else if ('run' in step) {
    await step.run()
  } else {
    await settle?.()
    if (step.settle === 'quickly') await settleQuickly()
    else await settleThoroughly(step.collections, step.waitMs)
  }
  // Meanwhile the course may have been abandoned.
  signal?.throwIfAborted()
}
