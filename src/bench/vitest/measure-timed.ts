import { type AllocationFigures, measureTask, type TaskHooks } from '../measure-task.ts'

/** A benchmark whose timing is over. */
export interface TimedBenchmark {
  readonly name: string
  /**
   * The author's own function, bound if need be: what is inlined into a closure around it is charged to that, and this package's own
   * allocations do not count.
   */
  readonly fn: () => unknown
  /** Set up what the timing has torn down already. */
  readonly before: readonly (() => unknown)[]
  /** Tear it down again. */
  readonly after: readonly (() => unknown)[]
  readonly each: TaskHooks
}

let last: Promise<unknown> = Promise.resolve()

/**
 * What a benchmark allocates. One is measured at a time, since V8 has one heap profiler.
 *
 * @returns nothing, and warns, where it cannot be measured: the timing is not to suffer from that
 */
export function measureTimed(benchmark: TimedBenchmark): Promise<AllocationFigures | undefined> {
  const figures = last.then(() => measured(benchmark))
  last = figures
  return figures
}

async function measured({ name, fn, before, after, each }: TimedBenchmark): Promise<AllocationFigures | undefined> {
  try {
    for (const hook of before) await hook()
    try {
      return await measureTask(fn, each)
    } finally {
      for (const hook of after) await hook()
    }
  } catch (error) {
    console.warn(`vitest-leak: no allocations of '${name}': ${error instanceof Error ? error.message : error}`)
    return undefined
  }
}
