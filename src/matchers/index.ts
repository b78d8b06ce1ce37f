import '../types/vitest.ts'
import '../types/expect.ts'

export type { Limit, LimitInput, Size } from '../judge/limit.ts'
export type {
  AllocateOptions,
  BaselineOptions,
  CollectedOptions,
  ExplainOptions,
  Ignore,
  LeakOptions,
  RetainOptions,
} from '../options.ts'
export type { Frame } from '../profile/profile.ts'
export type { MatcherContext, MatcherResult } from './context.ts'
export { toBeCollected } from './to-be-collected.ts'
export { toLeak } from './to-leak.ts'
export { toMatchHeapBaseline } from './to-match-heap-baseline.ts'
export { toNotAllocateMoreThan } from './to-not-allocate-more-than.ts'
export { toNotRetainMoreThan } from './to-not-retain-more-than.ts'
