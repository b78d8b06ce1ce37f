import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Profile } from 'pprof-format'
import { describe, expect, test } from 'vitest'
import { allMajors, type Major, type Pool } from './harness/majors.ts'
import { type Run, runVitest } from './harness/run-vitest.ts'

const passing = [
  'passing exactly the limit',
  'passing what escape analysis removes',
  'passing off the heap',
  'passing asynchronous',
  'passing a leak and what a call allocates are different things',
  'passing fake timers',
  'passing a failure that is expected',
  'after all of it, a clean body is clean',
]

/** Objects are counted one by one only if code that is optimised already may be compiled again. */
const withoutCoverage = ['passing exactly the limit, of a body that was hot before']

const failing: Readonly<Record<string, RegExp>> = {
  'failing over the limit':
    /^Error: expected tokenize\(100\) to allocate at most 1 kB and 10 objects, but one call allocates 4\.7 kB and 100 objects\n\n {2}allocated {3}4\.7 kB {2}3\.7 kB over the limit {2}\(4800 B\)\n {2}objects {8}100 {2}90 over the limit\n/,
  'failing asynchronous, over the limit':
    /^Error: expected the function to allocate at most 1 kB, but one call allocates 4\d\.\d kB and 10\d\d(?:\.\d+)? objects\n/,
  'failing not more than the limit':
    /^Error: expected tokenize\(1\) to allocate more than 1 MB, but one call allocates 48 B and 1 object\n/,
  'failing nobody awaits it': /^MeasurementError: expect\(…\)\.toNotAllocateMoreThan\(\) was not awaited/,
  'failing the body throws': /^RangeError: from the body\n/,
  'failing a limit that is none': /^MeasurementError: toNotAllocateMoreThan\(\): a limit cannot be 'much'/,
  'failing an option that there is not':
    /^MeasurementError: toNotAllocateMoreThan\(\): there is no option 'explain', only warmup, calls, rounds, budget/,
}

function judge(run: Run, names: readonly string[]): void {
  for (const name of names) {
    const { status, messages = [] } = run.tests.get(name) ?? {}
    expect.soft(status, `${name}\n${messages[0]}`).toBe('passed')
  }
  for (const [name, text] of Object.entries(failing)) {
    expect.soft(run.tests.get(name)?.messages[0], name).toMatch(text)
  }
  expect.soft(run.tests.size).toBe(passing.length + withoutCoverage.length + Object.keys(failing).length)
  expect.soft(run.text).not.toContain('Unhandled')
}

const cells: { major: Major; pool: Pool }[] = [
  ...allMajors.map((major) => ({ major, pool: 'forks' as const })),
  ...(['threads', 'vmThreads', 'vmForks'] as const).map((pool) => ({ major: 4 as const, pool })),
]

describe('toNotAllocateMoreThan', () => {
  test.for(cells)('Vitest $major, $pool', { timeout: 180_000 }, async ({ major, pool }, { skip }) => {
    const run = await runVitest('alloc', { major, pool })
    if (!run) return skip(`no Node for Vitest ${major} on this platform`)
    judge(run, [...passing, ...withoutCoverage])
    const message = run.tests.get('failing over the limit')?.messages[0] ?? ''
    // A function that V8 inlines is named all the same, at its line of the TypeScript source.
    expect(message).toMatch(/ 4\.7 kB +100% +100% +4\.7 kB +100% +100 {2}makeToken +tokens\.ts:20\n/)
    expect(message).toMatch(/ 0 +0% +100% +4\.7 kB +100% +0 {2}tokenize +tokens\.ts:14\n/)
    expect(message).toContain('allocs.pb.gz, page.html\n')
    const page = readFileSync(join(run.root, dirname(pathIn(message)), 'page.html'), 'utf8')
    expect(page).toContain('"makeToken"')
    // Its source is in it.
    expect(page).toContain('Escape analysis does without the object.')
    // It is attached to the test.
    expect(run.text).toContain('heap profile of tokenize(100)')
    expect(sampleTypes(join(run.root, pathIn(message)))).toEqual([
      'alloc_objects/count',
      'alloc_space/bytes',
      'inuse_objects/count',
      'inuse_space/bytes',
    ])
  })

  test('while Node takes coverage, which goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coverage-'))
    try {
      const run = await runVitest('alloc', { env: { NODE_V8_COVERAGE: folder } })
      if (!run) throw new Error('Vitest 4 runs on every Node')
      judge(run, passing)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

const pathIn = (message: string): string => /profiles {4}(\S+allocs\.pb\.gz)/.exec(message)?.[1] ?? ''

function sampleTypes(file: string): string[] {
  const { sampleType, stringTable } = Profile.decode(gunzipSync(readFileSync(file)))
  const text = (index: number | bigint): string => stringTable.strings[Number(index)] ?? ''
  return sampleType.map(({ type, unit }) => `${text(type)}/${text(unit)}`)
}
