import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Run, runVitest } from './harness/run-vitest.ts'

const temporaryFiles = ({ root }: Run): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tmp$|\.lock$/.test(name))

const kinds = ['throws', 'globals', 'profiler', 'modules', 'process', 'frozen'] as const

/** What depends on the pool or on Vitest, elsewhere too. */
const cells = [
  ...kinds.map((kind) => ({ kind, major: 4, pool: 'forks' }) as const),
  { kind: 'profiler', major: 4, pool: 'vmThreads' },
  { kind: 'modules', major: 3, pool: 'vmForks' },
  { kind: 'process', major: 3, pool: 'threads' },
  { kind: 'modules', major: 5, pool: 'vmThreads' },
  { kind: 'throws', major: 5, pool: 'forks' },
] as const

// The fixtures say themselves what has to come of each fault, and that the test after it is measured right.
test.for(cells)(
  'what a body may do to the worker leaves the next test measured right: $kind, Vitest $major, $pool',
  { timeout: 240_000 },
  async ({ kind, major, pool }, { skip }) => {
    const run = await runVitest('faults-bodies', { major, pool, args: [kind] })
    if (!run) return skip(`no Node for Vitest ${major} on this platform`)
    const others = [...run.tests].filter(([, { status }]) => status !== 'passed')
    expect.soft(others).toEqual([])
    expect.soft(run.text).not.toContain('Unhandled')
    expect.soft(temporaryFiles(run)).toEqual([])
    expect.soft(run.tests.size).toBeGreaterThan(1)
    // One of them sets `process.exitCode` in its worker, which is not Vitest's.
    expect(run.exitCode).toBe(0)
  },
)
