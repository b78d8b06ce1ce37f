import { rootFolder } from '../vitest/root-folder.ts'
import type { RunningTest } from '../vitest/worker-state.ts'
import type { MatcherContext } from './context.ts'

/** Whose the files of a failing assertion are. */
export interface Artifacts {
  readonly root: string
  readonly testFile: string
  readonly testName: string
  /** 2 for the second failing assertion of a test, and so on. */
  readonly occurrence: number
}

/** Of the assertion that is about to fail. */
export const artifactsOf = (
  { currentTestName, testPath }: MatcherContext,
  test: RunningTest | undefined,
  subject: string,
): Artifacts => ({
  root: rootFolder(),
  testFile: testPath ?? process.argv[1] ?? 'expect',
  testName: currentTestName || subject,
  occurrence: (test?.failures ?? 0) + 1,
})
