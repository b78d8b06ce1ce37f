import './types/vitest.ts'
import { afterEach, beforeEach, expect, inject, vi } from 'vitest'
import { nowMs } from './clock.ts'
import {
  toBeCollected,
  toLeak,
  toMatchHeapBaseline,
  toNotAllocateMoreThan,
  toNotRetainMoreThan,
} from './matchers/index.ts'
import { MeasurementError } from './measure/errors.ts'
import { LEAK_OPTIONS, type LeakDefaults, problemWith } from './options.ts'
import { measureTest } from './per-test/measure-test.ts'
import { received } from './vitest/provided.ts'
import { workerState } from './vitest/worker-state.ts'

export type { ExplainOptions, Ignore, LeakDefaults } from './options.ts'

// Evaluated for every test file, in one worker again and again where files are not isolated, and twice for a file when the
// plugin and the user's own config both name it: everything here may happen more than once.

workerState.provided = received(inject('vitest-leak'))
workerState.mockFunction = vi.fn
expect.extend({ toBeCollected, toLeak, toMatchHeapBaseline, toNotAllocateMoreThan, toNotRetainMoreThan })

// Vitest reads a hook's parameter from its source: where fixtures are used it must be destructured.
beforeEach(({ task, onTestFinished }) => {
  if (workerState.running.has(task)) return
  const test = { task, startedMs: nowMs(), failures: 0 }
  workerState.running.set(task, test)
  const finish = measureTest(test)
  // The first to be asked for is the last to be called: after all hooks, and what they have left to do.
  if (finish) onTestFinished(finish)
})

// A test that timed out leaves its measurement running, which would disturb the next one.
afterEach(({ task }) => {
  const test = workerState.running.get(task)
  workerState.running.delete(task)
  test?.cancel?.()
})

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
