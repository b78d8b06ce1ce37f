/** What is called around each call of a body, and does not count. */
export interface Hooks {
  readonly beforeEach?: (() => unknown) | undefined
  readonly afterEach?: (() => unknown) | undefined
}

export const hasHooks = ({ beforeEach, afterEach }: Hooks): boolean => Boolean(beforeEach || afterEach)
