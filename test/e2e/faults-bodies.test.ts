import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Run, runVitest } from './harness/run-vitest.ts'

const temporaryFiles = ({ root }: Run): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tmp$|\.lock$/.test(name))

// The fixtures say themselves what has to come of each fault, and that the test after it is measured right.
test.for(['throws', 'globals', 'profiler', 'modules', 'process', 'frozen'])(
  'what a body may do to the worker leaves the next test measured right: %s',
  { timeout: 240_000 },
  async (name) => {
    const run = await runVitest('faults-bodies', { args: [name] })
    if (!run) throw new Error('no Node for Vitest 4')
    const others = [...run.tests].filter(([, { status }]) => status !== 'passed')
    expect.soft(others).toEqual([])
    expect.soft(run.text).not.toContain('Unhandled')
    expect.soft(temporaryFiles(run)).toEqual([])
    expect.soft(run.tests.size).toBeGreaterThan(1)
    // One of them sets `process.exitCode` in its worker, which is not Vitest's.
    expect(run.exitCode).toBe(0)
  },
)
