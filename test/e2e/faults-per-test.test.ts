import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { figuresIn } from '../../src/per-test/figures.ts'
import { type Run, runVitest } from './harness/run-vitest.ts'

interface Json {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly failureMessages: readonly string[] | null
      readonly meta?: object
    }[]
  }[]
}

const KEPT_BYTES = 800_000
/** Less is noise, of timers and of code that runs for the first time. */
const CLEAN_BYTES = 64 * 1024

/** What is not as the name of its test says. */
function wrong({ root }: Run): string[] {
  const { testResults } = JSON.parse(readFileSync(join(root, 'results.json'), 'utf8')) as Json
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap(({ fullName, failureMessages, meta }) => {
      const figures = figuresIn(meta)
      if (!figures || !('retainedBytes' in figures)) return [`${fullName}: ${JSON.stringify(figures)}`]
      const { retainedBytes } = figures
      const isRight = fullName.endsWith('keeps')
        ? Math.abs(retainedBytes - KEPT_BYTES) < CLEAN_BYTES
        : retainedBytes < CLEAN_BYTES
      const error = failureMessages?.[0]?.split('\n', 1)[0] ?? 'passed'
      const isToldRight = error === (fullName.includes(' fails ') ? 'Error: own' : 'passed')
      return isRight && isToldRight ? [] : [`${fullName}: ${error}, ${retainedBytes} B`]
    }),
  )
}

test('what a measured test may do to the worker: it and the next are measured right', {
  timeout: 240_000,
}, async () => {
  const run = await runVitest('faults-per-test')
  if (!run) throw new Error('no Node for Vitest 4')
  expect.soft(run.text).not.toContain('Unhandled')
  expect.soft(run.tests.size).toBe(31)
  expect(wrong(run)).toEqual([])
})
