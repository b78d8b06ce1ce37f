import type { MatcherContext } from '../matchers/context.ts'
import { reportContext } from '../matchers/report-context.ts'
import type { WholeTestRecording } from '../measure/whole-test.ts'
import type { TestTask } from '../vitest/worker-state.ts'
import { fullNameOf } from './test-name.ts'

/** A test whose figures are not as they should be. */
export interface FailedTest {
  readonly error?: Error
  /** The page about its profile. */
  readonly page?: string
  /** What was found, with stacks. */
  readonly retained?: ReturnType<WholeTestRecording['evidence']>
}

/** What a report is about. */
export interface FailureEvidence {
  readonly subject: string
  readonly samplingIntervalBytes: number
  readonly task: TestTask
  readonly recording: WholeTestRecording
}

type Context = ReturnType<typeof reportContext>

/** With the profiles on disk. Without the test: its assertions are over, and what is shown of it is shown with its figures. */
export const contextOf = (task: TestTask, evidence: Parameters<typeof reportContext>[0]): Context =>
  reportContext(evidence, testContext(task), undefined)

/** As an assertion in the test would have it. */
export const testContext = (task: TestTask): MatcherContext => ({
  currentTestName: fullNameOf(task),
  testPath: task.file?.filepath,
})

export const pageOf = (profiles: Context['profiles']): Pick<FailedTest, 'page'> =>
  profiles && 'page' in profiles && profiles.page !== undefined ? { page: profiles.page } : {}
