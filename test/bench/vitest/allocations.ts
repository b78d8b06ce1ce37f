import type { AllocationFigures, TopSite } from '../../../src/bench/measure-task.ts'
import type { BenchmarkRow } from '../../../src/bench/vitest/benchmark-row.ts'

export const site = (functionName: string, file: string, line: number, bytes: number): TopSite => ({
  functionName,
  file,
  line,
  bytes,
  objects: 1,
})

export const allocations = (
  allocSpace: number,
  allocObjects: number,
  retained = 0,
  topSites: readonly TopSite[] = [],
): AllocationFigures => ({ allocSpace, allocObjects, retained, topSites })

/** A row that is compared with these figures. */
export const compared = (
  name: string,
  [space, objects, retained = 0]: readonly [number, number, number?],
  now: AllocationFigures,
): BenchmarkRow => ({
  name,
  now,
  earlier: { space: { value: space }, objects: { value: objects }, retained: { value: retained } },
})
