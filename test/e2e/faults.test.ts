import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allMajors, type Pool, pools } from './harness/majors.ts'
import { type Run, runVitest } from './harness/run-vitest.ts'

const source = readFileSync(join(import.meta.dirname, 'fixtures/faults/figures.test.ts'), 'utf8').split('\n')

/** The line that is marked with this name, and where on it Vitest points. */
function marked(name: string): string {
  const line = source.findIndex((text) => text.endsWith(`// at: ${name}`))
  return `figures.test.ts:${line + 1}:${(source[line]?.search(/(?:toLeak|toNotRetainMoreThan)\(/) ?? -1) + 1}`
}

const runFigures = (pool: Pool, ...execArgv: string[]): Promise<Run | undefined> =>
  runVitest('faults', { pool, args: ['figures'], env: { EXEC_ARGV: JSON.stringify(execArgv) } })

const firstLine = (run: Run | undefined, name: string): string | undefined =>
  run?.tests.get(name)?.messages[0]?.split('\n')[0]

test.for(['forks', 'vmForks'] as const)(
  '--heap-prof has the profiler: an error at the line of the assertion, %s',
  async (pool) => {
    const run = await runFigures(pool, '--heap-prof', '--heap-prof-dir=profiles-of-node')
    for (const name of ['a leak', 'an asynchronous leak', 'retained']) {
      const { messages = [] } = run?.tests.get(name) ?? {}
      expect.soft(messages, name).toHaveLength(1)
      expect
        .soft(messages[0], name)
        .toMatch(/^MeasurementError: the heap profiler is in use by something else \(--heap-prof/)
      expect.soft(messages[0], name).toContain(marked(name))
    }
    expect.soft(firstLine(run, 'clean')).toContain('the heap profiler is in use')
    expect(run?.tests.get('the addon loads')?.status).toBe('passed')
  },
)

/** One object a call of 32 B; now and then late code of one function adds up to 2 kB in all, which is 18 B a call. */
const figures = {
  'a leak': /^Error: expected keep\(\) not to leak, but each call keeps (?:32|[345]\d(?:\.\d)?) B and 1 object alive$/,
  'an asynchronous leak':
    /^Error: expected keep\(\) not to leak, but each call keeps (?:32|[345]\d(?:\.\d)?) B and 1 object alive$/,
  retained: /^Error: expected keep\(\) to retain at most 1 kB, but 100 calls keep 3\.1 kB and 100 objects alive$/,
}

describe('the addon does not load: the inspector has the same figures', () => {
  test.for(['forks', 'threads', 'vmThreads'] as const)('%s', async (pool) => {
    const [without, usual] = [await runFigures(pool, '--require=./no-addon.cjs'), await runFigures(pool)]
    expect.soft(without?.tests.get('the addon loads')?.messages.join()).toContain('no addon for this machine')
    expect.soft(usual?.tests.get('the addon loads')?.status).toBe('passed')
    for (const run of [without, usual]) {
      for (const [name, text] of Object.entries(figures)) expect.soft(firstLine(run, name), name).toMatch(text)
      expect.soft(run?.tests.get('clean')?.status).toBe('passed')
    }
  })
})

const bodies = [
  'slower than the test may be',
  'never settles',
  'never settles after some calls',
  'settles when its test is long over',
]

const cells = allMajors.flatMap((major) =>
  (major === 4 ? pools : (['forks'] as const)).map((pool) => ({ major, pool })),
)

describe('after a test that timed out in a measurement, the next one measures normally', () => {
  test.for(cells)('Vitest $major, $pool', async ({ major, pool }, { skip }) => {
    const run = await runVitest('faults', { major, pool, args: ['timeouts'] })
    if (!run) return skip(`no Node for Vitest ${major} on this platform`)
    for (const body of bodies) {
      expect.soft(run.tests.get(`${body} it times out`)?.status, body).toBe('failed')
      expect.soft(run.tests.get(`${body} the next is clean`), body).toMatchObject({ status: 'passed', messages: [] })
      expect.soft(run.tests.get(`${body} the next leaks`), body).toMatchObject({ status: 'passed', messages: [] })
    }
    // The JSON report has no text of a timeout, and the default one prints equal errors once.
    expect.soft(run.text).toContain('Error: Test timed out in 400ms')
    expect.soft(run.text).not.toContain('Unhandled')
    expect(run.tests.size).toBe(3 * bodies.length)
  })
})

describe('a leak is told also if its test times out afterwards', () => {
  test.for(allMajors)('Vitest %i', async (major, { skip }) => {
    const run = await runVitest('faults', { major, args: ['late-end'] })
    if (!run) return skip(`no Node for Vitest ${major} on this platform`)
    // The default reporter prints equal errors once.
    expect.soft(run.text).toContain('Error: Test timed out in 2500ms')
    expect.soft(run.text.match(/Error: expected .* not to leak, but each call keeps /g)).toHaveLength(1)
    expect.soft(run.tests.size).toBe(2)
    expect(run.exitCode).toBe(1)
  })
})
