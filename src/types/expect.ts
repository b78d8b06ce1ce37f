import type {} from 'expect'
import type {
  AllocateOptions,
  BaselineOptions,
  CollectedOptions,
  LeakOptions,
  LimitInput,
  Outcome,
  RetainOptions,
} from './outcome.ts'

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> {
    /** Asserts that some call site keeps more memory with every further call; `.not.toLeak()` that none does. */
    toLeak(options?: LeakOptions): R extends Promise<void> ? R : Outcome<T>
    /** Asserts that after `calls` calls (default 1) and full collections at most `limit` more is alive than before. */
    toNotRetainMoreThan(limit: LimitInput, options?: RetainOptions): R extends Promise<void> ? R : Outcome<T>
    /** Asserts that one call allocates at most `limit`, freed or not, in the steady state of optimised code. */
    toNotAllocateMoreThan(limit: LimitInput, options?: AllocateOptions): R extends Promise<void> ? R : Outcome<T>
    /** Asserts that what the received factory returns, or resolves to, becomes garbage; or that the target of a WeakRef has. */
    toBeCollected(options?: CollectedOptions): R extends Promise<void> ? R : Outcome<T>
    /** Asserts that a call keeps and allocates what was committed for it, in `__heap__/<test file>.heap.json`; `-u` writes that. */
    toMatchHeapBaseline(options?: BaselineOptions): R extends Promise<void> ? R : Outcome<T>
  }
}
