import { relative } from 'node:path'
import picomatch from 'picomatch'
import { rootFolder } from '../vitest/root-folder.ts'
import { type TestTask, workerState } from '../vitest/worker-state.ts'
import { type PerTestSettings, settingsOfTest } from './options.ts'
import { refusalAt } from './test-error.ts'

/**
 * How this test is measured.
 *
 * @returns nothing where it is not
 * @throws MeasurementError what is wrong with the test's own `meta.leak`
 */
export function settingsHere(task: TestTask): PerTestSettings | undefined {
  const { perTest } = workerState.provided
  const { leak } = (task.meta ?? {}) as { readonly leak?: unknown }
  try {
    return settingsOfTest(leak, perTest && isIncluded(task, perTest) ? perTest : undefined)
  } catch (error) {
    throw refusalAt(task, (error as Error).message)
  }
}

/** Whether a test asks for it itself: then it is an error that it cannot be measured. */
export const asksItself = (task: TestTask): boolean => {
  const { leak } = (task.meta ?? {}) as { readonly leak?: unknown }
  return leak !== undefined && leak !== null && leak !== false
}

function isIncluded({ file }: TestTask, { include }: PerTestSettings): boolean {
  if (!include) return true
  const path = relative(rootFolder(), file?.filepath ?? '').replaceAll('\\', '/')
  return picomatch([...include], { dot: true })(path)
}
