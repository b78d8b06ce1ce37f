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

/** One for the settings of a file: patterns are compiled once, and not for each of its tests. */
const matchers = new WeakMap<PerTestSettings, (path: string) => boolean>()

function isIncluded({ file }: TestTask, settings: PerTestSettings): boolean {
  if (!settings.include) return true
  const isMatch = matchers.get(settings) ?? picomatch([...settings.include], { dot: true })
  matchers.set(settings, isMatch)
  return isMatch(relative(rootFolder(), file?.filepath ?? '').replaceAll('\\', '/'))
}
