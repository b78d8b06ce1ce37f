import { writeAllocs } from '../artifacts/write-profiles.ts'
import { type LimitInput, parseLimit } from '../judge/limit.ts'
import { type AllocatedFigures, measureAllocated } from '../measure/allocated/measure-allocated.ts'
import { ALLOCATE_OPTIONS, type AllocateOptions, given, problemWith } from '../options.ts'
import { foldRuntime } from '../profile/fold.ts'
import { mapPositions } from '../profile/map.ts'
import { allocateMessage } from '../report/allocate.ts'
import { isV8CoverageTaken } from '../vitest/coverage.ts'
import { isRuntime } from '../vitest/runtime-frames.ts'
import { currentDefaults } from '../vitest/worker-state.ts'
import { assertMemory } from './assertion.ts'
import type { MatcherContext, MatcherResult } from './context.ts'
import { keepFiles } from './keep-files.ts'
import { readSource, reportSettings, toTheirSource } from './report-context.ts'

/**
 * Asserts that one call allocates at most `limit`, freed or not (alloc_space, alloc_objects), in the steady state of optimised code.
 *
 * @param limit bytes, `'64 kB'`, or `{ space, objects }`
 * @param options how to measure, see `AllocateOptions`
 * @returns a promise exactly when the body returns one: then it must be awaited
 * @throws MeasurementError at the line of the assertion, for wrong use
 * @example expect(() => render(page)).toNotAllocateMoreThan({ space: '64 kB', objects: 900 })
 */
export function toNotAllocateMoreThan(
  this: MatcherContext,
  received: unknown,
  limit: LimitInput,
  options?: AllocateOptions,
): MatcherResult | Promise<MatcherResult> {
  return assertMemory({
    matcher: toNotAllocateMoreThan,
    context: this,
    received,
    prepare: () => {
      const most = parseLimit(limit)
      const problem = problemWith(options, ALLOCATE_OPTIONS)
      if (problem) throw new Error(problem)
      const { budget, ...how } = given(options)
      const isWithin = ({ bytesPerCall, objectsPerCall }: AllocatedFigures): boolean =>
        bytesPerCall <= (most.space ?? Infinity) && objectsPerCall <= (most.objects ?? Infinity)
      const isNegated = this.isNot === true
      return {
        measure: ({ body }, { budgetMs, signal }) =>
          measureAllocated(body, {
            ...how,
            budgetMs: budget ?? currentDefaults().budget ?? budgetMs,
            mayDeoptimise: !isV8CoverageTaken(),
            isReported: (figures) => isWithin(figures) === isNegated,
            signal,
          }),
        judge: (result, { name: subject }, test) => ({
          pass: isWithin(result),
          message: () => {
            const { profile = [], alive, offHeapSharedBy = 1, isInlined = false } = result.sites ?? {}
            const allocated = mapPositions(profile, toTheirSource)
            const files = {
              allocated,
              alive: mapPositions(alive?.profile ?? [], toTheirSource),
              samplingIntervalBytes: 1,
            }
            const profiles = keepFiles(this, test, subject, (artifacts) =>
              allocated.length > 0 ? writeAllocs({ ...artifacts, ...files }) : undefined,
            )
            return allocateMessage({
              ...result,
              ...reportSettings(),
              subject,
              limit: most,
              isNegated,
              samplingIntervalBytes: 1,
              offHeapSharedBy,
              isInlined,
              ...(profiles && { profiles }),
              readSource,
              bytes: result.bytesPerCall,
              objects: result.objectsPerCall,
              heapBytes: result.heapBytesPerCall,
              offHeapBytes: result.offHeapBytesPerCall,
              leastBytes: result.leastBytesPerCall,
              mostBytes: result.mostBytesPerCall,
              profile: foldRuntime(allocated, isRuntime),
            })
          },
        }),
      }
    },
  })
}
