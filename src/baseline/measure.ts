import { nowMs } from '../clock.ts'
import type { Explained } from '../matchers/explain.ts'
import {
  type AllocatedFigures,
  type AllocatedResult,
  measureAllocated,
} from '../measure/allocated/measure-allocated.ts'
import type { GrowthResult } from '../measure/growth-result.ts'
import { measureGrowth } from '../measure/measure-growth.ts'
import type { GrowthOptions } from '../measure/options.ts'
import type { Frame } from '../profile/profile.ts'
import { isV8CoverageTaken } from '../vitest/coverage.ts'
import { allocationLimits } from './allocation-limits.ts'
import { andThen } from './and-then.ts'
import type { HeapFigures } from './baseline.ts'
import { leakFigures } from './leak-figures.ts'

/** Whether a body leaks, and the figures of that. */
export interface Growth extends GrowthResult, Explained {
  readonly leak: Pick<HeapFigures, 'retained' | 'sites'>
  /** Of a call, at most: collections count in. */
  readonly callMs: number
}

/** All that an assertion measures of a body. */
export interface BodyFigures {
  readonly growth: Growth
  /** Absent where it could not be decided whether the body leaks. */
  readonly allocated?: AllocatedResult
}

export interface MeasureHow {
  readonly growth: GrowthOptions
  readonly toSource: (frame: Frame) => Frame
  /** Paths in fingerprints are relative to it. */
  readonly folder: string
  /** What is done about a leak before the body is called on. */
  readonly explained: (growth: Growth | Promise<Growth>) => Growth | Promise<Growth>
  /** What is left for allocations, in milliseconds, when it comes to them. */
  readonly allocationBudgetMs: () => number
  /** Whether it must be known where allocations come from. */
  readonly isReported: (figures: HeapFigures, growth: Growth) => boolean
}

/**
 * Measures whether a body leaks, and what a call of it allocates.
 *
 * @returns a promise exactly when `measureGrowth` does
 */
export function measureBody(body: () => unknown, how: MeasureHow): BodyFigures | Promise<BodyFigures> {
  const startMs = nowMs()
  const growth = andThen(measureGrowth(body, how.growth), (result): Growth => {
    const callMs = (nowMs() - startMs) / Math.max(1, result.totalCalls)
    return { ...result, leak: leakFigures(result, how.toSource, how.folder), callMs }
  })
  return andThen(how.explained(growth), (grown): BodyFigures | Promise<BodyFigures> => {
    if (grown.verdict === 'undecided') return { growth: grown }
    return andThen(allocationsOf(body, grown, how), (allocated) => ({ growth: grown, allocated }))
  })
}

/**
 * V8 compiles some bodies now this way and now that (fields as numbers in boxes of their own, for one), each of which is steady: what
 * looks worse is measured once more.
 */
function allocationsOf(
  body: () => unknown,
  growth: Growth,
  how: MeasureHow,
): AllocatedResult | Promise<AllocatedResult> {
  const isReported = (allocated: AllocatedFigures): boolean => how.isReported(figuresOf(growth, allocated), growth)
  return andThen(allocations(body, growth, how), (first) =>
    isReported(first) ? allocations(body, growth, how, isReported) : first,
  )
}

function allocations(
  body: () => unknown,
  { leak, callMs }: Growth,
  { allocationBudgetMs, growth: { signal } }: MeasureHow,
  isReported?: (allocated: AllocatedFigures) => boolean,
): AllocatedResult | Promise<AllocatedResult> {
  const budgetMs = allocationBudgetMs()
  return measureAllocated(body, {
    ...allocationLimits(leak.retained.bytes, callMs, budgetMs),
    budgetMs,
    mayDeoptimise: !isV8CoverageTaken(),
    ...(isReported && { isReported }),
    signal,
  })
}

/** As a baseline has them. */
export const figuresOf = ({ leak }: Growth, { bytesPerCall, objectsPerCall }: AllocatedFigures): HeapFigures => ({
  ...leak,
  allocated: { bytes: bytesPerCall, objects: objectsPerCall },
})
