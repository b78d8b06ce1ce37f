import type { Frame } from '../profile/profile.ts'

/** How growth is measured. Everything has a default. */
export interface GrowthOptions {
  /** Calls before anything is recorded. Default: as many as it takes to be warm, 8 to 18, fewer where they take long. */
  readonly warmup?: number | undefined
  /** Most recorded calls. Default 8192. */
  readonly maxCalls?: number | undefined
  /** Time for the whole measurement, in milliseconds. */
  readonly budgetMs: number
  /** Called, and awaited for an asynchronous body, before each checkpoint. */
  readonly settle?: (() => unknown) | undefined
  /** Mean distance of recorded allocations in bytes; 1 records every one. Default: 1, unless a call allocates too much. */
  readonly samplingInterval?: number | undefined
  /** Call sites that do not count: whether a site, as the report would name it, is to be ignored. */
  readonly isIgnored?: ((frame: Frame) => boolean) | undefined
  /** Ends the measurement early, as an error. */
  readonly signal?: AbortSignal | undefined
}
