import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allMajors, type Major, type Pool, pools } from './harness/majors.ts'
import { type Run, runVitest } from './harness/run-vitest.ts'

const linesOf = (file: string): string[] =>
  readFileSync(join(import.meta.dirname, 'fixtures/main', file), 'utf8').split('\n')

const source = linesOf('main.test.ts')

/** The leaking site in TypeScript: where the function starts, or where it makes what it keeps if a failure is explained. */
const leakingSite = (isExplained: boolean): string => {
  const text = isExplained ? 'const session: Session = {' : 'function openSession('
  return `openSession  server.ts:${linesOf('server.ts').findIndex((line) => line.includes(text)) + 1}`
}

/** `main.test.ts:12:3`, of the line that is marked with this name: the position of the matcher's name, where Vitest points. */
function marked(name: string): string {
  const line = source.findIndex((text) => text.endsWith(`// at: ${name}`))
  const column = source[line]?.search(/(?:toLeak|toNotRetainMoreThan)\(/) ?? -1
  return `main.test.ts:${line + 1}:${column + 1}`
}

const passing = [
  'released, it is clean',
  'a leak that is expected',
  'asynchronous and clean',
  'a returned assertion',
  'assertions in Promise.all',
  'asynchronous, in resolves',
  'work for later, awaited',
  'after them, a clean body is clean',
  'fake timers',
  'the body throws',
  'the body rejects',
  'the body throws after a while',
  'after a timeout, a clean body is clean',
  'a failure that is expected',
  'an asynchronous failure that is expected',
  'retried',
  'fixtures',
  'retained, within the limit',
  'after all of it, a clean body is clean',
]

/** The first line of each message, by the name of the test. */
const failing: Readonly<Record<string, readonly RegExp[]>> = {
  'a leak is found': [/^Error: expected openSession\(\) not to leak, but each call keeps /],
  'no leak where one is expected': [/^Error: expected clean\(\) to leak, but \d+ calls showed no growth/],
  'an asynchronous leak is found': [/^Error: expected openSessionLater\(\) not to leak, but each call keeps /],
  'nobody awaits a leak': [/^MeasurementError: expect\(…\)\.not\.toLeak\(\) was not awaited/],
  'nobody awaits a clean body': [/^MeasurementError: expect\(…\)\.not\.toLeak\(\) was not awaited/],
  'nobody awaits work for later': [/^MeasurementError: the body is synchronous but leaves work for later/],
  'concurrent one': [/^MeasurementError: toLeak\(\) cannot measure in a concurrent test/],
  'concurrent two': [/^MeasurementError: toLeak\(\) cannot measure in a concurrent test/],
  'retained, over the limit': [/^Error: expected openSession\(\) to retain at most 1 kB, but 100 calls keep /],
  'retained, and not more than the limit': [/^Error: expected clean\(\) to retain more than 1 MB, but 1 call keeps /],
  'not a function': [/^MeasurementError: toLeak\(\) needs a function to call, but was given 5/],
  'a promise': [/^MeasurementError: toLeak\(\) calls a function again and again, but was given a promise/],
  'an option that there is not': [/^MeasurementError: toLeak\(\): there is no option 'warmUp', only warmup,/],
  'an option of a wrong value': [
    /^MeasurementError: toLeak\(\): option 'budget' is a number of milliseconds above 0, not -1/,
  ],
  'a limit that is none': [/^MeasurementError: toNotRetainMoreThan\(\): a limit cannot be 'a lot'/],
  'a measurement in a measurement': [/^MeasurementError: .*measur/],
}

const messagesOf = (run: Run, name: string): readonly string[] => run.tests.get(name)?.messages ?? []

function judge(run: Run, isExplained: boolean): void {
  for (const name of passing) {
    expect.soft(run.tests.get(name)?.status, `${name}\n${messagesOf(run, name)[0]}`).toBe('passed')
  }
  for (const [name, texts] of Object.entries(failing)) {
    const messages = messagesOf(run, name)
    expect.soft(messages, name).toHaveLength(texts.length)
    for (const [index, text] of texts.entries()) {
      expect.soft(messages[index], name).toMatch(text)
      expect.soft(messages[index], name).toContain(marked(name))
    }
  }
  // The site is named at its line of the TypeScript source.
  expect.soft(messagesOf(run, 'a leak is found')[0]).toContain(leakingSite(isExplained))
  expect.soft(messagesOf(run, 'an asynchronous leak is found')[0]).toContain(leakingSite(isExplained))
  expect.soft(messagesOf(run, 'a leak in resolves')[0]).toMatch(/expected openSession\(\) not to leak/)

  const soft = messagesOf(run, 'soft')
  expect.soft(soft).toHaveLength(2)
  expect.soft(soft[0]).toContain(marked('soft'))
  expect.soft(soft[1]).toContain(marked('soft later'))
  expect
    .soft(messagesOf(run, 'nobody awaits a soft assertion').join('\n'))
    .toMatch(/was not awaited[\s\S]*main\.test\.ts/)
  expect.soft(run.tests.get('no time for the body')?.status).toBe('failed')
  expect.soft(run.text).toContain('Error: Test timed out in 500ms')
  expect
    .soft(messagesOf(run, 'polled').join('\n'))
    .toMatch(/expect\.poll\(\) cannot repeat toLeak\(\)|Matcher did not succeed in time/)

  expect.soft(run.tests.size).toBe(passing.length + Object.keys(failing).length + 5)
  expect.soft(run.text).not.toContain('Unhandled')
}

// Each Vitest in its default pool, and one in the others. `npm run test:matrix` has all of them, on each Node.
const cells: { major: Major; pool: Pool }[] = [
  ...allMajors.map((major) => ({ major, pool: 'forks' as const })),
  ...pools.filter((pool) => pool !== 'forks').map((pool) => ({ major: 4 as const, pool })),
]

describe('every use and every misuse of the matchers', () => {
  test.for(cells)('Vitest $major, $pool', { timeout: 180_000 }, async ({ major, pool }, { skip }) => {
    const isExplained = major === 4 && pool === 'forks'
    const run = await runVitest('main', { major, pool, env: isExplained ? { E2E_EXPLAIN: 'yes' } : {} })
    if (!run) return skip(`no Node for Vitest ${major} on this platform`)
    judge(run, isExplained)
  })
})
