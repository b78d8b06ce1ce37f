import './types/vitest.ts'
import { MeasurementError } from './measure/errors.ts'
import { LEAK_OPTIONS, type LeakDefaults, problemWith } from './options.ts'
import { prepareFile } from './vitest/prepare-file.ts'
import { workerState } from './vitest/worker-state.ts'

export type { ExplainOptions, Ignore, LeakDefaults } from './options.ts'

prepareFile()

/**
 * Sets defaults for the matchers' options in this worker, before those of `leak({ … })`: for functions (`settle`, a predicate
 * in `ignore`), which cannot get from the config into the workers.
 *
 * @throws MeasurementError an option that is not known or not valid
 * @example setLeakDefaults({ settle: () => queue.flush() })
 */
export function setLeakDefaults(defaults: LeakDefaults): void {
  const problem = problemWith(defaults, LEAK_OPTIONS)
  if (problem) throw new MeasurementError(`setLeakDefaults(): ${problem}`)
  workerState.configured = defaults
}
