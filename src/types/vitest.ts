import type { expect } from 'vitest'
import type { TestLeakMeta } from '../per-test/options.ts'
import type { ProvidedJson } from '../vitest/provided.ts'
import type {
  AllocateOptions,
  BaselineOptions,
  CollectedOptions,
  LeakOptions,
  LimitInput,
  Outcome,
  RetainOptions,
} from './outcome.ts'

// One declaration for Vitest 3.2, 4 and 5, whose `Matchers` and `Assertion` have different type parameters: it has none itself, and
// asks `expect` what the assertion of a received function is. What is no such assertion, `.resolves`, gives a promise.

type AssertionOf<Received> = ReturnType<typeof expect<Received>>

type OutcomeOf<This> = This extends AssertionOf<infer Received> ? Outcome<Received> : Promise<void>

declare module 'vitest' {
  interface Matchers {
    /**
     * Asserts that some call site keeps more memory with every further call; `.not.toLeak()` that none does.
     * A promise exactly when the received function returns one.
     *
     * @example expect(() => handleRequest()).not.toLeak()
     */
    toLeak<This>(this: This, options?: LeakOptions): OutcomeOf<This>
    /**
     * Asserts that after `calls` calls (default 1) and full collections at most `limit` more is alive than before.
     * A promise exactly when the received function returns one.
     *
     * @param limit bytes, `'1.5 MB'`, or `{ space, objects }`
     * @example expect(() => buildIndex(docs)).toNotRetainMoreThan('50 MB')
     */
    toNotRetainMoreThan<This>(this: This, limit: LimitInput, options?: RetainOptions): OutcomeOf<This>
    /**
     * Asserts that one call allocates at most `limit`, freed or not (alloc_space, alloc_objects), in the steady state of optimised code.
     * A promise exactly when the received function returns one.
     *
     * @param limit bytes, `'64 kB'`, or `{ space, objects }`
     * @example expect(() => render(page)).toNotAllocateMoreThan({ space: '64 kB', objects: 900 })
     */
    toNotAllocateMoreThan<This>(this: This, limit: LimitInput, options?: AllocateOptions): OutcomeOf<This>
    /**
     * Asserts that the object which the received factory returns, or resolves to, becomes garbage; or that the target of a WeakRef has.
     * A promise exactly when the factory returns one.
     *
     * @example expect(() => new Session(user)).toBeCollected()
     */
    toBeCollected<This>(this: This, options?: CollectedOptions): OutcomeOf<This>
    /**
     * Asserts that a call keeps and allocates what was committed for it beside the test file, in `__heap__/<test file>.heap.json`.
     * `vitest -u` writes that. A promise exactly when the received function returns one.
     *
     * @example expect(() => handleRequest()).toMatchHeapBaseline({ tolerance: 0.1 })
     */
    toMatchHeapBaseline<This>(this: This, options?: BaselineOptions): OutcomeOf<This>
  }
  interface TaskMeta {
    /** Whether this test is measured, and its limits: `test(name, { meta: { leak: { retain: '1 MB' } } }, fn)`. */
    leak?: boolean | TestLeakMeta | undefined
  }
  interface ProvidedContext {
    'vitest-leak'?: ProvidedJson
  }
}
