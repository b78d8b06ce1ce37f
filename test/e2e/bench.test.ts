import { describe, expect, test } from 'vitest'
import { allMajors, type Major } from './harness/majors.ts'
import { type BenchRun, runBench } from './harness/run-bench.ts'

/** Where the fixtures have their benchmarks, by name. */
const groups = {
  3: { ten: 'make', hundred: 'make', nothing: 'make', keep: 'make > more', asynchronous: 'make > more' },
  5: {
    ten: 'make > compared',
    hundred: 'make > compared',
    nothing: 'make > compared',
    keep: 'make > alone',
    asynchronous: 'make > alone',
  },
}
const groupsOf = (major: Major) => groups[major === 5 ? 5 : 3]

/** Without Vitest's own tables. */
const tables = ({ text }: BenchRun): string => text.match(/^ allocations {2}.*\n(?: {3}\S.*\n)+/gm)?.join('\n') ?? ''

/** The table's line of a benchmark. */
const lineOf = (run: BenchRun, name: string): string | undefined =>
  tables(run)
    .split('\n')
    .find((line) => line.startsWith(`   ${name} `))

const runs = new Map<Major, ReturnType<typeof runBench>>()

/** Once for each major, since it takes its time. */
function workRun(major: Major): ReturnType<typeof runBench> {
  const run = runs.get(major) ?? runBench(major, 'work')
  runs.set(major, run)
  return run
}

describe.for(allMajors)('vitest bench, Vitest %i', { timeout: 180_000 }, (major) => {
  test('each benchmark has its allocations, in the table and in the file', async ({ skip }) => {
    const run = await workRun(major)
    if (!run) return skip(`no Node for Vitest ${major} on this platform`)
    expect.soft(run.exitCode, run.text).toBe(0)
    expect.soft(run.text).not.toMatch(/vitest-leak:/)
    for (const [name, group] of Object.entries(groupsOf(major))) {
      expect.soft(run.text).toContain(` allocations  work.bench.ts > ${group}\n   name `)
      expect.soft(run.figures.get(`${group} > ${name}`)?.space, name).toBeTypeOf('number')
      expect.soft(lineOf(run, name), name).toMatch(/^ {3}\w+( +[\d,.]+( [kM]?B)?){3}/)
    }
    // An array of its items, and the item itself: 100 need at least 16 bytes each.
    const { hundred, nothing } = groupsOf(major)
    expect.soft(run.figures.get(`${hundred} > hundred`)?.space).toBeGreaterThan(1600)
    expect.soft(run.figures.get(`${hundred} > hundred`)?.objects).toBeGreaterThan(99)
    expect.soft(run.figures.get(`${nothing} > nothing`)).toEqual({ space: 0, objects: 0 })
    expect.soft(lineOf(run, 'hundred')).toMatch(/ {3}makeItems work\.ts:5 \(\d+%\)$/)

    const others = major === 5 ? ['with hooks', 'with a setup', 'one', 'two'] : ['with a resource']
    for (const name of others) expect.soft(lineOf(run, name), name).toBeDefined()
    expect.soft(tables(run)).not.toContain('skipped')
    expect
      .soft(tables(run).match(/^ {3}ten /gm), 'of a test that is retried: the last attempt')
      .toHaveLength(major === 5 ? 2 : 1)
  })

  test('the change against an earlier run', async ({ skip }) => {
    const earlier = await workRun(major)
    if (!earlier) return skip(`no Node for Vitest ${major} on this platform`)
    const run = await runBench(major, 'work', {
      files: { 'old.json': earlier.json },
      env: { E2E_FACTOR: '2', ...(major === 5 ? { E2E_COMPARE: 'old.json' } : {}) },
      args: major === 5 ? [] : ['--compare', 'old.json'],
    })
    if (!run) return
    expect.soft(run.exitCode, run.text).toBe(0)
    expect
      .soft(lineOf(run, 'hundred'))
      .toMatch(/^ {3}hundred +[\d.]+ k?B → +[\d.]+ k?B +\+\d+\.\d% +\d+ → +\d+ +\+\d+\.\d% /)
    expect.soft(lineOf(run, 'nothing')).toMatch(/^ {3}nothing +0( B)? → +0( B)? +~ +0 → +0 +~ +0( B)? → +0( B)? +~/)
  })

  test('a file to compare with that is missing or broken', async ({ skip }) => {
    const compare = (file: string) => ({
      env: major === 5 ? { E2E_COMPARE: file } : {},
      args: major === 5 ? [] : ['--compare', file],
    })
    const missing = await runBench(major, 'throws', compare('missing.json'))
    if (!missing) return skip(`no Node for Vitest ${major} on this platform`)
    const broken = await runBench(major, 'throws', { ...compare('broken.json'), files: { 'broken.json': '{' } })
    const warned = (run: BenchRun | undefined) => run?.text.split('\n').filter((line) => line.includes('vitest-leak: '))
    expect.soft(warned(missing)).toEqual(['vitest-leak: cannot compare with missing.json: there is no such file'])
    expect
      .soft(warned(broken))
      .toEqual([expect.stringMatching(/^vitest-leak: cannot compare with broken\.json: .*JSON/)])
    expect.soft(tables(missing)).toContain('throws.bench.ts')
  })

  test('one that throws has none, and disturbs no other', async ({ skip }) => {
    const run = await runBench(major, 'throws')
    const without = await runBench(major, 'throws', { env: { E2E_BENCH: 'no' } })
    if (!run || !without) return skip(`no Node for Vitest ${major} on this platform`)
    expect.soft(run.exitCode).toBe(without.exitCode)
    expect.soft([...run.figures.keys()]).toEqual([...without.figures.keys()])
    const measured = [...run.figures].filter(([, { space }]) => space !== undefined).map(([name]) => name)
    expect.soft(measured).toEqual(major === 5 ? ['after it > ten'] : ['before it', 'after it'])
    expect.soft(run.text.includes('this benchmark throws')).toBe(without.text.includes('this benchmark throws'))
  })

  test('leak({ bench: false }) leaves Vitest as it is', async ({ skip }) => {
    const run = await runBench(major, 'throws', { env: { E2E_BENCH: 'no' } })
    if (!run) return skip(`no Node for Vitest ${major} on this platform`)
    expect.soft(run.json).not.toContain('allocSpace')
    expect.soft(run.text).not.toContain('allocations')
  })

  test("a runner or provider of the user's own stays", async ({ skip }) => {
    const env = major === 5 ? { E2E_PROVIDER: './own-provider.ts' } : { E2E_RUNNER: './own-runner.ts' }
    const run = await runBench(major, 'throws', { env })
    if (!run) return skip(`no Node for Vitest ${major} on this platform`)
    const option = major === 5 ? 'benchmark.provider' : 'runner'
    expect
      .soft(run.text)
      .toContain(
        `vitest-leak: benchmarks' allocations are not measured, since the config has a \`${option}\` of its own\n`,
      )
    expect.soft(run.json).not.toContain('allocSpace')
  })
})
