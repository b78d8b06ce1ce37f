import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { figuresIn, type MeasuredTest, type TestFigures } from '../../src/per-test/figures.ts'
import type { Want } from './fixtures/per-test/want.ts'
import { allMajors } from './harness/majors.ts'
import { type Run, type RunOptions, runVitest } from './harness/run-vitest.ts'

interface Outcome {
  readonly name: string
  readonly status: string
  /** The first line of its first error. */
  readonly error: string
  readonly figures: TestFigures | undefined
  readonly want: Want | undefined
}

interface Json {
  readonly testResults: readonly {
    readonly name: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[] | null
      readonly meta?: { readonly want?: Want }
    }[]
  }[]
}

/** Several projects run the same file. */
function outcomesOf({ root }: Run): Outcome[] {
  const { testResults } = JSON.parse(readFileSync(join(root, 'results.json'), 'utf8')) as Json
  return testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ fullName, status, failureMessages, meta }) => ({
      name: `${file.slice(root.length + 1)} ${fullName.trim()}`,
      status,
      error: failureMessages?.[0]?.split('\n')[0] ?? '',
      figures: figuresIn(meta),
      want: meta?.want,
    })),
  )
}

const measured = ({ figures }: Outcome): MeasuredTest | undefined =>
  figures && 'retainedBytes' in figures ? figures : undefined

const WORTH_A_LINE_BYTES = 64 * 1024
const TOLERANCE = 0.1
/** Of timers and of code that runs for the first time. */
const TOLERANCE_BYTES = 16 * 1024
const FEW_OBJECTS = 10

/** What is not as it should be, in words. */
function faultsOf(outcome: Outcome): string[] {
  const { status, error, figures, want } = outcome
  if (!want) return ['it does not say what is wanted']
  const { keeps, below = WORTH_A_LINE_BYTES, objects, site } = want
  const bytes = measured(outcome)?.retainedBytes ?? Number.NaN
  const [first] = measured(outcome)?.sites ?? []
  const place = first && `${first.file.split('/').at(-1)} > ${first.function}`
  const unmeasured = figures && 'unmeasured' in figures ? figures.unmeasured : undefined
  const isNear = (wanted: number): boolean => Math.abs(bytes - wanted) <= TOLERANCE * wanted + TOLERANCE_BYTES
  return [
    keeps === undefined || (keeps === 0 ? bytes < below : isNear(keeps)) ? '' : `keeps ${bytes}, not ${keeps}`,
    objects === undefined || Math.abs((first?.objects ?? 0) - objects) <= FEW_OBJECTS
      ? ''
      : `${first?.objects} objects at its site, not ${objects}`,
    site === undefined || place === site ? '' : `site ${place}, not ${site}`,
    unmeasured === want.unmeasured ? '' : `unmeasured: ${unmeasured}, not ${want.unmeasured}`,
    want.error === undefined
      ? status === 'failed' && `failed with ${error}`
      : !error.includes(want.error) && `error '${error}', not '${want.error}'`,
  ].filter((fault): fault is string => Boolean(fault))
}

async function run(fixture: string, options: RunOptions): Promise<Run> {
  const done = await runVitest(fixture, options)
  if (!done) throw new Error('Vitest 4 runs on every Node')
  expect.soft(done.text).not.toContain('Unhandled')
  return done
}

function judge(outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) expect.soft(faultsOf(outcome), outcome.name).toEqual([])
}

describe('every test measured', () => {
  test.for(allMajors)('Vitest %i: attempts, hooks, fixtures, limits, pools, environments', async (major, { skip }) => {
    const done = await runVitest('per-test', { major })
    if (!done) return skip(`no Node for Vitest ${major} on this platform`)
    const outcomes = outcomesOf(done)
    expect(outcomes.length).toBeGreaterThan(200)
    judge(outcomes)
    expect.soft(done.text).not.toContain('Unhandled')
  })

  test.for(['v8', 'istanbul'])('while Vitest takes coverage by %s', async (provider) => {
    const flags = [
      '--coverage',
      `--coverage.provider=${provider}`,
      '--coverage.reporter=json',
      '--coverage.reportOnFailure',
      '--project=shared forks',
    ]
    const done = await run('per-test', { args: [...flags, '--project=limits', 'pools/a', 'limits'] })
    judge(outcomesOf(done))
    expect(readFileSync(join(done.root, 'coverage/coverage-final.json'), 'utf8')).toContain('store.ts')
  })

  test('--retry: each attempt is measured, and the last one counts; --bail ends after one that leaks', async () => {
    const args = ['--bail=1', '--retry=2', 'attempts']
    const outcomes = outcomesOf(await run('per-test-cli', { args }))
    expect(outcomes.map(({ status }) => status)).toEqual(['passed', 'failed', expect.stringMatching(/skipped|pending/)])
    const [atFirst, always, never] = outcomes
    expect(atFirst && measured(atFirst)?.retainedBytes).toBeLessThan(WORTH_A_LINE_BYTES)
    expect(always && measured(always)).toMatchObject({ over: { retain: '500 kB' } })
    expect(always && measured(always)?.retainedBytes).toBeGreaterThan(1_990_000)
    expect(always && measured(always)?.retainedBytes).toBeLessThan(2_100_000)
    expect(always?.error).toMatch(
      /^Error: expected the test "leaks" to retain at most 500 kB, but it keeps 1\.9 MB and \d+ objects alive$/,
    )
    expect(never?.figures).toBeUndefined()
  })

  test('a workspace of Vitest 3, of which one project is measured', async () => {
    const outcomes = outcomesOf(await run('per-test-workspace', { major: 3 }))
    const bytes = outcomes.map((outcome) => measured(outcome)?.retainedBytes)
    expect(bytes).toHaveLength(2)
    expect(bytes.filter((each) => each === undefined)).toHaveLength(1)
    expect(Math.max(...bytes.map((each) => each ?? 0))).toBeGreaterThan(790_000)
  })
})
