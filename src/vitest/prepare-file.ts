import { afterEach, beforeEach, expect, inject, vi } from 'vitest'
import { nowMs } from '../clock.ts'
import {
  toBeCollected,
  toLeak,
  toMatchHeapBaseline,
  toNotAllocateMoreThan,
  toNotRetainMoreThan,
} from '../matchers/index.ts'
import { measureTest } from '../per-test/measure-test.ts'
import { received } from './provided.ts'
import { settleAwaitChecks } from './runner-records.ts'
import { type TestTask, workerState } from './worker-state.ts'

/**
 * Registers the matchers and the hooks of a test file. Called for each, in one worker again and again where files are not isolated, and
 * twice for a file when the plugin and the user's own config both name a setup file: everything here may happen more than once.
 */
export function prepareFile(): void {
  workerState.provided = received(inject('vitest-leak'))
  workerState.mockFunction = vi.fn
  expect.extend({ toBeCollected, toLeak, toMatchHeapBaseline, toNotAllocateMoreThan, toNotRetainMoreThan })

  // Vitest reads a hook's parameter from its source: where fixtures are used it must be destructured.
  beforeEach(async ({ task, onTestFinished }) => {
    if (workerState.running.has(task)) return
    const test = { task, startedMs: nowMs(), failures: 0 }
    workerState.running.set(task, test)
    let finish: (() => Promise<void>) | undefined
    // The first to be asked for is the last to be called: after all hooks, and what they have left to do. It takes what a heap takes.
    onTestFinished(async () => {
      // Where another `afterEach` has thrown, that of this file is not called.
      endTest(task)
      await finish?.()
    }, NO_TIMEOUT)
    finish = await measureTest(test)
  })

  // A test that timed out leaves its measurement running, which would disturb the next one.
  afterEach(({ task }) => {
    if (workerState.endMeasuredTest) settleAwaitChecks(task)
    endTest(task)
  })
}

const NO_TIMEOUT = Number.POSITIVE_INFINITY

function endTest(task: TestTask): void {
  const test = workerState.running.get(task)
  workerState.running.delete(task)
  test?.cancel?.()
}
