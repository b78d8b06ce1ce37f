import { appendFileSync } from 'node:fs'
import { reasonOf } from '../artifacts/write-files.ts'

/**
 * Adds to the summary of a job on GitHub Actions, or of whatever sets the variable.
 *
 * @returns why it could not, in one line
 */
export function appendStepSummary(file: string, markdown: string, root: string): string | undefined {
  try {
    appendFileSync(file, markdown)
    return undefined
  } catch (error) {
    return reasonOf(error, root)
  }
}
