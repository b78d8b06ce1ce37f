import type { RunningTest } from '../vitest/worker-state.ts'
import { type Artifacts, artifactsOf } from './artifacts.ts'
import { withStackTexts } from './call-site.ts'
import type { MatcherContext } from './context.ts'

/** Writes what is kept of an assertion that fails, and shows its page with the test. */
export function keepFiles<Written extends object | undefined>(
  context: MatcherContext,
  test: RunningTest | undefined,
  subject: string,
  write: (artifacts: Artifacts) => Written,
): Written {
  const artifacts = artifactsOf(context, test, subject)
  if (test) test.failures++
  const written = write(artifacts)
  if (written && 'page' in written && typeof written.page === 'string') attachPage(test, written.page, subject)
  return written
}

/** For Vitest's UI and HTML report. Vitest waits for it at the end of the test. */
function attachPage(test: RunningTest | undefined, page: string, subject: string): void {
  try {
    const attachment = { path: page, contentType: 'text/html' }
    // What cannot be shown there is still on disk.
    const attach = () => test?.task.context?.annotate?.(`heap profile of ${subject}`, 'vitest-leak', attachment)
    // Vitest takes its place from a stack.
    withStackTexts(attach)?.catch(() => {})
  } catch {
    // As above: the test is over already.
  }
}
