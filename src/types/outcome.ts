import type { LimitInput } from '../judge/limit.ts'
import type { AllocateOptions, BaselineOptions, CollectedOptions, LeakOptions, RetainOptions } from '../options.ts'

type IsAny<T> = 0 extends 1 & T ? true : false

/**
 * What a matcher returns for a received function: a promise if the function returns one, or may. Of a body whose result is
 * `any` nothing is known; it counts as synchronous, and an un-awaited assertion still fails at run time.
 */
export type Outcome<Received> =
  IsAny<Received> extends true
    ? void | Promise<void>
    : Received extends (...args: never) => infer Result
      ? IsAny<Result> extends true
        ? void
        : [Extract<Result, PromiseLike<unknown>>] extends [never]
          ? void
          : Promise<void>
      : Received extends WeakRef<WeakKey>
        ? void
        : void | Promise<void>

export type { AllocateOptions, BaselineOptions, CollectedOptions, LeakOptions, LimitInput, RetainOptions }
