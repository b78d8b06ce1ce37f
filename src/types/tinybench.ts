import type {} from 'tinybench'
import type { AllocationFigures } from '../bench/measure-task.ts'

// tinybench 6. In 2.9.0 results are of a type that nobody can add to: `allocationsOf(task)` has the figures there.
declare module 'tinybench' {
  interface TaskResultWithStatistics extends Partial<AllocationFigures> {
    /** Why there are no figures. */
    readonly allocationError?: string
  }
}
