type Hook = (...args: unknown[]) => unknown

export interface FnOptions {
  readonly beforeAll?: Hook
  readonly afterAll?: Hook
  readonly beforeEach?: Hook
  readonly afterEach?: Hook
}

/** What this package uses of tinybench's `Task`, 6. */
export interface Task {
  readonly name: string
  readonly result: { readonly state: string; readonly error?: unknown }
}

interface Bench {
  readonly tasks: readonly Task[]
  add(name: string, fn: () => unknown, options?: FnOptions): unknown
  getTask(name: string): Task | undefined
  run(): Promise<unknown>
}

interface Tinybench {
  readonly Bench: new (options: object) => Bench
}

/** How the plugin tells the workers where it is. */
export const TINYBENCH_KEY = 'vitest-leak-tinybench'

/** Vitest's own copy, which only Vitest's folder leads to. */
export async function tinybench(): Promise<Tinybench> {
  const { __vitest_worker__: worker } = globalThis as {
    __vitest_worker__?: { providedContext?: { [TINYBENCH_KEY]?: string } }
  }
  const url = worker?.providedContext?.[TINYBENCH_KEY] ?? 'tinybench'
  return (await import(/* @vite-ignore */ url)) as Tinybench
}
