import { suiteTasks, type TaskClass } from './suite-tasks.ts'

interface Tinybench {
  readonly Task: TaskClass
}

interface BenchmarkRunner {
  importTinybench(): Promise<Tinybench>
}

type RunnerClass = new (config: unknown) => BenchmarkRunner

/** Vitest's runner of benchmarks: an export of `vitest` since 4.1, where the older `vitest/runners` prints a warning. */
async function benchmarkRunner(): Promise<RunnerClass> {
  const { BenchmarkRunner } = (await import('vitest')) as { BenchmarkRunner?: unknown }
  if (BenchmarkRunner) return BenchmarkRunner as RunnerClass
  const { NodeBenchmarkRunner } = await import('vitest/runners')
  return NodeBenchmarkRunner as unknown as RunnerClass
}

const Base = await benchmarkRunner()

/** Vitest 3 and 4: adds to the result of each benchmark what it allocates. */
export default class AllocationRunner extends Base {
  /** Vitest asks once for each suite. */
  override async importTinybench(): Promise<Tinybench> {
    const tinybench = await super.importTinybench()
    return { ...tinybench, Task: suiteTasks(tinybench.Task) }
  }
}
