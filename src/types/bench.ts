import type { AllocationFigures } from '../bench/measure-task.ts'

declare module 'vitest' {
  /** Vitest 5: what `bench.compare()` and `.run()` return. Without figures where a benchmark could not be measured, and with `leak({ bench: false })`. */
  interface BenchResult extends Partial<AllocationFigures> {}
  interface ProvidedContext {
    'vitest-leak-tinybench'?: string
  }
}
