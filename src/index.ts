import './types/vitest.ts'

export type { Limit, LimitInput, Size } from './judge/limit.ts'
export type {
  AllocateOptions,
  CollectedOptions,
  ExplainOptions,
  Ignore,
  LeakOptions,
  RetainOptions,
} from './options.ts'
export type { PerTest, PerTestOptions, TestLeakMeta } from './per-test/options.ts'
export { type LeakPluginOptions, leak, leak as default } from './plugin.ts'
export type { Frame } from './profile/profile.ts'
export { measureRetention } from './script/measure-retention.ts'
export type {
  MakingExpression,
  RetainingPath,
  RetainingSite,
  Retention,
  RetentionOptions,
} from './script/retention.ts'
