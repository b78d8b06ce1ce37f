import { formatBytes } from '../report/bytes.ts'
import { formatKept } from '../report/figures.ts'
import { type TestTask, workerState } from '../vitest/worker-state.ts'
import type { FailedTest } from './failed-test.ts'
import type { MeasuredTest } from './figures.ts'
import { WORTH_A_LINE_BYTES } from './kept-sites.ts'

/**
 * Shows a test's figures where reporters show annotations (JUnit, HTML, UI), and its page where there is one. All tests are shown only
 * where somebody collects that: the terminal's reporters print what is annotated.
 */
export async function annotateTest(
  task: TestTask,
  figures: MeasuredTest,
  { page, error }: Pick<FailedTest, 'page' | 'error'>,
): Promise<void> {
  if (!isLastAttempt(task, error !== undefined)) return
  const isNews = page !== undefined || figures.retainedBytes >= WORTH_A_LINE_BYTES || figures.over !== undefined
  if (!isNews && workerState.provided.annotations !== true) return
  const { result, context } = task
  if (!result || !context?.annotate) return
  const { state } = result
  try {
    // Vitest takes annotations in the body of a test alone, and by then nothing is known.
    result.state = 'run'
    const attachment = page === undefined ? [] : [{ path: page, contentType: 'text/html' }]
    const annotated = context.annotate(figureText(figures), 'heap', ...attachment)
    result.state = state
    await annotated
  } catch {
    // What cannot be shown there is in the table, too.
  } finally {
    // While it was awaited the test may have failed, for its hooks' time.
    if (result.state === 'run') result.state = state
  }
}

/** An attempt that will be followed by another is none of which anybody wants to read. */
function isLastAttempt({ result, retry, repeats = 0 }: TestTask, fails: boolean): boolean {
  const { retryCount = 0, repeatCount = 0, state } = result ?? {}
  const retries = typeof retry === 'object' ? (retry.count ?? 0) : (retry ?? 0)
  return (fails || state === 'fail' ? retryCount >= retries : true) && repeatCount >= repeats
}

const figureText = ({ retainedBytes, retainedObjects, allocatedBytes }: MeasuredTest): string =>
  [
    `keeps ${formatKept(retainedBytes, retainedObjects)}`,
    ...(allocatedBytes === undefined ? [] : [`allocates ${formatBytes(allocatedBytes)}`]),
  ].join(', ')
