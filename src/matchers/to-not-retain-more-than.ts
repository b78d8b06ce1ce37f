import { type LimitInput, parseLimit } from '../judge/limit.ts'
import { measureRetained } from '../measure/measure-retained.ts'
import { given, problemWith, RETAIN_OPTIONS, type RetainOptions } from '../options.ts'
import { retainMessage } from '../report/retain.ts'
import { currentDefaults } from '../vitest/worker-state.ts'
import { assertMemory } from './assertion.ts'
import type { MatcherContext, MatcherResult } from './context.ts'
import { reportContext } from './report-context.ts'

/**
 * Asserts that after `calls` calls (default 1) and full collections at most `limit` more is alive than before, on and off the heap.
 *
 * @param limit bytes, `'1.5 MB'`, or `{ space, objects }`
 * @param options how to measure, see `RetainOptions`
 * @returns a promise exactly when the body returns one: then it must be awaited
 * @throws MeasurementError at the line of the assertion, for wrong use
 * @example expect(() => buildIndex(docs)).toNotRetainMoreThan('50 MB')
 */
export function toNotRetainMoreThan(
  this: MatcherContext,
  received: unknown,
  limit: LimitInput,
  options?: RetainOptions,
): MatcherResult | Promise<MatcherResult> {
  return assertMemory({
    matcher: toNotRetainMoreThan,
    context: this,
    received,
    prepare: () => {
      const most = parseLimit(limit)
      const problem = problemWith(options, RETAIN_OPTIONS)
      if (problem) throw new Error(problem)
      const { settle, samplingInterval } = currentDefaults()
      return {
        measure: (body, { signal }) =>
          measureRetained(body, {
            settle,
            samplingInterval,
            calls: 1,
            warmup: 0,
            ...given(options),
            // Objects are counted, which takes a record of each.
            limitBytes: most.objects === undefined ? most.space : undefined,
            signal,
          }),
        judge: (result, { name: subject }, test) => ({
          pass: result.bytes <= (most.space ?? Infinity) && result.objects <= (most.objects ?? Infinity),
          message: () =>
            retainMessage({
              ...result,
              ...reportContext({ ...result, subject }, this, test),
              limit: most,
              isNegated: this.isNot === true,
            }),
        }),
      }
    },
  })
}
