import type { TestTask } from '../vitest/worker-state.ts'

/** What this package uses of a matcher's `this`, in Vitest 3.2 to 5 and in Jest's `expect`. */
export interface MatcherContext {
  readonly isNot?: boolean | undefined
  /** Vitest. */
  readonly soft?: boolean | undefined
  /** Vitest: whether `expect.poll` calls. */
  readonly poll?: boolean | undefined
  /** Vitest 4 and 5, in a test. */
  readonly task?: TestTask | undefined
  readonly testPath?: string | undefined
  readonly currentTestName?: string | undefined
  /** Jest: errors that are added to the test when it is over. */
  readonly suppressedErrors?: Error[] | undefined
  /** Jest, from 30.5 on: the test that is running. */
  readonly currentTestIdentity?: (() => { readonly concurrent?: boolean } | undefined) | undefined
}

export interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
}
