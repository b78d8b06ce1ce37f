import '../types/tinybench.ts'

export {
  type AllocationFigures,
  measureTask as measureAllocations,
  type TaskHooks,
  type TopSite,
} from './measure-task.ts'
export { allocationsOf, withAllocations } from './with-allocations.ts'
