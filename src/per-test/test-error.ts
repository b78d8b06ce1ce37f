import { MeasurementError } from '../measure/errors.ts'
import type { TestTask } from '../vitest/worker-state.ts'

/** A test whose figures are not as they should be. There is no line of an assertion to point at: the place is the test's. */
export const errorAt = (task: TestTask, message: string): Error => placed(new Error(message), task)

/** A test that cannot be measured as it asks for. */
export const refusalAt = (task: TestTask, message: string): MeasurementError =>
  placed(new MeasurementError(message), task)

function placed<E extends Error>(error: E, { file, location }: TestTask): E {
  const place = file && location ? `\n    at ${file.filepath}:${location.line}:${location.column}` : ''
  error.stack = `${error.name}: ${error.message}${place}`
  return error
}
