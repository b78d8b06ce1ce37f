import '../types/vitest.ts'
import '../types/expect.ts'

export type { Limit, LimitInput, Size } from '../judge/limit.ts'
export type { Ignore, LeakOptions, RetainOptions } from '../options.ts'
export type { Frame } from '../profile/profile.ts'
export type { MatcherContext, MatcherResult } from './context.ts'
export { toLeak } from './to-leak.ts'
export { toNotRetainMoreThan } from './to-not-retain-more-than.ts'
