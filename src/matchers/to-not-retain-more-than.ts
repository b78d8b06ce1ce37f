import { type LimitInput, parseLimit } from '../judge/limit.ts'
import { measureRetained, type RetainedResult } from '../measure/measure-retained.ts'
import { originOf } from '../measure/recording.ts'
import { given, problemWith, RETAIN_OPTIONS, type RetainOptions } from '../options.ts'
import { isRuntimeOrigin } from '../profile/answerable.ts'
import { foldRuntime } from '../profile/fold.ts'
import { bySite } from '../profile/site.ts'
import { retainMessage } from '../report/retain.ts'
import { currentDefaults } from '../vitest/worker-state.ts'
import { assertMemory } from './assertion.ts'
import type { MatcherContext, MatcherResult } from './context.ts'
import { type OffHeapTotals, withExactOffHeap } from './exact-off-heap.ts'
import { type ToExplain, withExplanation } from './explain.ts'
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
      const { settle, samplingInterval, explain } = { ...currentDefaults(), ...given(options) }
      const isWithin = ({ bytes, objects }: RetainedResult): boolean =>
        bytes <= (most.space ?? Infinity) && objects <= (most.objects ?? Infinity)
      return {
        measure: ({ body, name: subject }, surroundings) => {
          const measured = measureRetained(body, {
            calls: 1,
            warmup: 0,
            ...given(options),
            settle,
            samplingInterval,
            // Objects are counted, which takes a record of each.
            limitBytes: most.objects === undefined ? most.space : undefined,
            signal: surroundings.signal,
          })
          const isFailure = (result: RetainedResult): boolean => !isWithin(result) && this.isNot !== true
          return withExplanation(measured, (result) => (isFailure(result) ? retainedToExplain(result) : undefined), {
            body,
            option: explain,
            settle,
            surroundings,
            context: this,
            subject,
          })
        },
        judge: (result, { name: subject }, test) => ({
          pass: isWithin(result),
          message: () =>
            retainMessage({
              ...result,
              ...reportContext({ ...withExactOffHeap(result, offHeapTotals(result)), subject }, this, test),
              limit: most,
              isNegated: this.isNot === true,
            }),
        }),
      }
    },
  })
}

const MOST_SITES = 8

function retainedToExplain({ current, bytes, calls, callsBefore }: RetainedResult): ToExplain {
  const sites = [...bySite(foldRuntime(current, (frame) => isRuntimeOrigin(originOf(frame.file)))).values()]
    .filter((site) => !['runner', 'own', 'node', 'builtin'].includes(originOf(site.frame.file)))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, MOST_SITES)
    .map(({ frame, objects, bytes }) => ({
      frame,
      isTable: false,
      objectsPerCall: objects / calls,
      bytesPerCall: bytes / calls,
    }))
  return { sites, keptBytesPerCall: bytes / calls, callsBefore }
}

const offHeapTotals = ({ calls, offHeapBytes }: RetainedResult): OffHeapTotals => ({
  base: { calls: 0, bytes: 0 },
  current: { calls, bytes: offHeapBytes },
})
