import type { Figures } from '../../compare/benchmark.ts'
import type { AllocationFigures } from '../measure-task.ts'

/** A line of the table. */
export interface BenchmarkRow {
  readonly name: string
  readonly now: AllocationFigures
  /** Of the run that this one is compared with; absent where it had no such benchmark. */
  readonly earlier?: Figures | undefined
}

/** The figures that a result has been given, if it has. */
export function allocationsIn(result: unknown): AllocationFigures | undefined {
  const { allocSpace, allocObjects, retained, topSites } = (result ?? {}) as Partial<AllocationFigures>
  if (allocSpace === undefined || allocObjects === undefined) return undefined
  return { allocSpace, allocObjects, retained: retained ?? 0, topSites: topSites ?? [] }
}
