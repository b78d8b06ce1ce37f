import type { RunningTest } from '../vitest/worker-state.ts'

/** Shows the page of a failed assertion with its test, in Vitest's UI and HTML report. Vitest waits for it at the end of the test. */
export function attachPage(test: RunningTest | undefined, page: string | undefined, subject: string): void {
  if (page === undefined) return
  try {
    const attachment = { path: page, contentType: 'text/html' }
    // What cannot be shown there is still on disk.
    test?.task.context?.annotate?.(`heap profile of ${subject}`, 'vitest-leak', attachment).catch(() => {})
  } catch {
    // As above: the test is over already.
  }
}
