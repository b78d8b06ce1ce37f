import type { HeapAtRest } from '../measure/whole-test.ts'
import { given, type LeakDefaults } from '../options.ts'
import type { Provided } from './provided.ts'

/** What this package uses of Vitest's test object, in all majors. */
export interface TestTask {
  readonly name?: string
  readonly suite?: { readonly name: string; readonly suite?: TestTask['suite'] } | undefined
  readonly file?: { readonly filepath: string }
  /** Where `test(…)` stands, if the config has it told. */
  readonly location?: { readonly line: number; readonly column: number } | undefined
  /** What travels to the reporters. */
  readonly meta?: object
  readonly result?:
    | {
        state?: string | undefined
        readonly retryCount?: number
        readonly repeatCount?: number
        readonly errors?: readonly { readonly message?: string }[] | undefined
      }
    | undefined
  readonly retry?: number | { readonly count?: number } | undefined
  readonly repeats?: number | undefined
  /** Whether the test is expected to fail. */
  readonly fails?: boolean | undefined
  readonly concurrent?: boolean | undefined
  /** Milliseconds; 0 and Infinity: none. */
  readonly timeout?: number | undefined
  /** Run when the test and its hooks are over; an error that is thrown here fails the test. */
  onFinished?: unknown
  readonly context?: {
    /** Vitest 3.2 to 5: in the body of the test only. */
    annotate?(message: string, type: string, attachment?: { path: string; contentType: string }): Promise<unknown>
  }
}

export interface RunningTest {
  readonly task: TestTask
  /** On the clock of `nowMs`. */
  readonly startedMs: number
  /** Ends the measurement that is running in this test, if one is. */
  cancel?: () => void
  /** How many assertions of this test have failed so far. */
  failures: number
}

interface WorkerState {
  readonly running: Map<TestTask, RunningTest>
  /** Ends the measurement of a test that is not over: another one begins. */
  endMeasuredTest?: (() => void) | undefined
  /**
   * How the test before left this worker, if it was measured. Between suites their hooks allocate and free, and between files imports do.
   */
  atRest?: { readonly file: unknown; readonly suite: unknown; readonly heap: HeapAtRest } | undefined
  /** Of `leak({ … })` in the config. */
  provided: Provided
  /** `vi.fn`, where Vitest runs the tests. */
  mockFunction?: unknown
  /** Of `setLeakDefaults` in a setup file. */
  configured: LeakDefaults
}

const KEY = Symbol.for('vitest-leak')

/**
 * One for each worker, whoever asks: the setup file may be evaluated for every test file (`isolate: false`), and the
 * matchers may be loaded once through Vite and once by Node.
 */
export const workerState: WorkerState = stateOf(globalThis as { [KEY]?: WorkerState })

function stateOf(global: { [KEY]?: WorkerState }): WorkerState {
  global[KEY] ??= { running: new Map(), provided: { defaults: {} }, configured: {} }
  return global[KEY]
}

/** Options of a matcher that its call does not give. */
export const currentDefaults = (): LeakDefaults => ({
  ...given(workerState.provided.defaults),
  ...given(workerState.configured),
})
