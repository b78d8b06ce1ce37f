import { nowMs } from '../clock.ts'
import { isThenable } from '../measure/body.ts'
import { MeasurementError } from '../measure/errors.ts'
import { timeBudgetMs } from '../vitest/time-budget.ts'
import { type RunningTest, workerState } from '../vitest/worker-state.ts'
import { awaitedAtOnce, endUnaskedMeasurement } from './awaited-at-once.ts'
import { bodyOf, type Subject } from './body.ts'
import { callSiteOf } from './call-site.ts'
import type { MatcherContext, MatcherResult } from './context.ts'
import { watched } from './unawaited.ts'

// Before a test can replace it.
const { AbortController } = globalThis

/** What a measurement gets from the test it runs in. */
export interface Surroundings {
  /** Milliseconds. */
  readonly budgetMs: number
  readonly test: RunningTest | undefined
  /** Aborted when the test is over: the measurement must release the profiler at once, even if the body never returns. */
  readonly signal: AbortSignal
}

export interface Assertion<Result> {
  /** The function that was given to `expect.extend`, and its name. */
  readonly matcher: (...args: never) => unknown
  readonly context: MatcherContext
  readonly received: unknown
  /** What to measure, where that is no function. */
  readonly subject?: Subject
  /** @throws what is wrong with the matcher's own arguments; told at the user's line */
  readonly prepare: () => {
    /** @returns a promise exactly if the assertion must be awaited */
    measure(subject: Subject, surroundings: Surroundings): Result | Promise<Result>
    judge(result: Result, subject: Subject, test: RunningTest | undefined): MatcherResult
  }
}

/** A promise of a measurement may say itself what it means that nobody awaits it. */
interface Unawaitable {
  readonly unawaited?: string
}

/** The course that all matchers have in common: arguments, place, measurement, verdict, and who must await it. */
export function assertMemory<Result>(assertion: Assertion<Result>): MatcherResult | Promise<MatcherResult> {
  const { matcher, context, received } = assertion
  const site = callSiteOf(matcher)
  const controller = new AbortController()
  try {
    const test = currentTest(context, matcher.name)
    endUnaskedMeasurement()
    const { measure, judge } = prepared(assertion)
    const subject = assertion.subject ?? bodyOf(received, matcher.name)
    const outcome = measure(subject, { budgetMs: timeBudgetMs(test), test, signal: controller.signal })
    if (!isThenable(outcome)) return judge(outcome, subject, test)

    const result = (async () => {
      try {
        return judge(await outcome, subject, test)
      } catch (error) {
        throw site.placeOwn(error)
      }
    })()
    const call = `expect(…)${context.isNot ? '.not' : ''}.${matcher.name}()`
    const unawaited =
      (outcome as Unawaitable).unawaited ??
      `${call} was not awaited: the body is asynchronous, so the assertion is too. Write await ${call}`
    if (!test) {
      return awaitedAtOnce(result, { context, site, unawaited, cancel: (reason) => controller.abort(reason) })
    }
    const cancel = (): void => controller.abort(new MeasurementError(`the test ended before ${matcher.name}() did`))
    test.cancel = cancel
    // Also if the next line throws, since the body has broken arrays: then that is the error, and this one nobody's.
    result.catch(() => {})
    return watched(result, { task: test.task, site, soft: context.soft === true, unawaited, cancel })
  } catch (error) {
    // What has begun to wait for the body would wait on.
    controller.abort(error)
    throw site.placeOwn(error)
  }
}

/** Whatever is wrong with a matcher's arguments, its name is part of the sentence. */
function prepared<Result>({ matcher, prepare }: Assertion<Result>): ReturnType<typeof prepare> {
  try {
    return prepare()
  } catch (problem) {
    // Without it as the cause: a test runner would print where in this package it was found.
    throw new MeasurementError(`${matcher.name}(): ${problem instanceof Error ? problem.message : String(problem)}`)
  }
}

/**
 * The test that an assertion belongs to; none in Jest's `expect`.
 *
 * Vitest's own idea of the current test is wrong for the global `expect` while tests run concurrently, so the tests are counted.
 */
function currentTest(context: MatcherContext, name: string): RunningTest | undefined {
  if (context.poll) {
    throw new MeasurementError(
      `expect.poll() cannot repeat ${name}(), which calls its body as often as it takes: use expect(fn).${name}()`,
    )
  }
  if (context.currentTestIdentity?.()?.concurrent) {
    throw new MeasurementError(
      `${name}() cannot measure in a concurrent test: tests that run at the same time allocate in the same heap. ` +
        'Write test() in place of test.concurrent()',
    )
  }
  const running = [...workerState.running.values()]
  if (running.length > 1 || running.some(({ task }) => task.concurrent) || context.task?.concurrent) {
    throw new MeasurementError(
      `${name}() cannot measure in a concurrent test: tests that run at the same time allocate in the same heap. ` +
        'Make this test sequential, with the option `concurrent: false` or outside of `describe.concurrent`',
    )
  }
  if (running[0]) return running[0]
  return context.task && { task: context.task, startedMs: nowMs(), failures: 0 }
}
