import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { TestFigures } from '../../src/per-test/figures.ts'
import { allMajors } from './harness/majors.ts'
import { type ProcessOutput, type Project, projectOf } from './harness/project.ts'

const CI = { CI: '1' }
const FILE = '__heap__/memory.test.ts.heap.json'

interface Outcome {
  readonly message: string
  readonly verdict: string | undefined
  readonly fixed: readonly string[] | undefined
}

interface Run extends ProcessOutput {
  /** By name: what failed, and how the test compares. */
  readonly tests: ReadonlyMap<string, Outcome>
  readonly table: string
}

interface JsonReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[] | null
      readonly meta: { readonly 'vitest-leak'?: { readonly heap?: TestFigures } }
    }[]
  }[]
}

/** What is different in it, such as `kept=5 gone`. */
async function run(
  project: Project,
  change = '',
  { args = [], env = {} }: { args?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
): Promise<Run> {
  const output = await project.run(
    ['--reporter=default', '--reporter=json', '--outputFile.json=results.json', ...args],
    {
      E2E_CHANGE: change,
      ...env,
    },
  )
  const { testResults } = JSON.parse(project.read('results.json')) as JsonReport
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  const tests = new Map(
    results.map(({ fullName, status, failureMessages, meta }) => {
      const figures = meta['vitest-leak']?.heap
      const { verdict, fixedSites: fixed } = (figures && 'baseline' in figures && figures.baseline) || {}
      return [fullName.trim(), { message: (status === 'failed' && failureMessages?.[0]) || '', verdict, fixed }]
    }),
  )
  return { ...output, tests, table: /^ memory .*/ms.exec(output.stdout)?.[0] ?? '' }
}

const verdicts = ({ tests }: Run) => Object.fromEntries([...tests].map(([name, { verdict }]) => [name, verdict]))
const messages = ({ tests }: Run): string[] => [...tests.values()].flatMap(({ message }) => message || [])

const NAMES = ['memory keeps', 'memory allocates', 'memory keeps nothing', 'is retried', 'is repeated', 'goes away']
const all = (verdict: string) => Object.fromEntries(NAMES.map((name) => [name, verdict]))

/** Without its stack, and without figures of what is allocated beside the test. */
const wholeMessage = (message: string): string =>
  `${message.replace(/^(?:Assertion)?Error: /, '').replace(/\n +at .*/s, '')}\n`
    .replace(/\d+\.\d+ MB/g, (figure) => `${Math.round(Number.parseFloat(figure))} MB`)
    .replace(/[\d.]+ kB/g, 'N kB')
    .replace(/\+?[\d.]+%/g, 'N%')
    .replace(/^( {4}objects) .*/m, '$1 …')
    .replace(/\d+ objects?/g, 'N objects')
    .replace(/node\d+ \w+/, 'node20 x64')
    .replace(/ {2,}/g, '  ')

let committedBy4 = ''

/** After the first run, which the first test has made. */
function written(): Project | undefined {
  const project = projectOf('test-baseline')
  if (project && committedBy4 !== '') {
    mkdirSync(join(project.root, '__heap__'))
    project.write(FILE, committedBy4)
  }
  return project
}

describe.each(allMajors)('baselines of whole tests, Vitest %s', { timeout: 200_000 }, (major) => {
  test('the first run writes, later ones hold, and what is worse fails', async ({ skip }) => {
    const project = projectOf('test-baseline', major)
    if (!project) return skip(`no Node for Vitest ${major} on this platform`)
    const first = await run(project)
    expect(messages(first)).toEqual([])
    expect(verdicts(first)).toEqual(all('new'))
    expect(first.table).toContain('\n   baseline\n   6 new entries written: commit the files in __heap__\n')
    const committed = project.read(FILE)
    if (major === 4) committedBy4 = committed
    expect(Object.keys(JSON.parse(committed).tests)).toEqual([
      'goes away',
      'is repeated',
      'is retried',
      'memory > allocates',
      'memory > keeps',
      'memory > keeps nothing',
    ])

    const held = await run(project, '', { env: CI })
    expect(held.exitCode).toBe(0)
    expect(verdicts(held)).toEqual(all('same'))
    expect(held.table).not.toContain('baseline')

    const worse = await run(project, 'kept=20 elsewhere=2 garbage=30', { env: CI })
    expect(worse.exitCode).toBe(1)
    expect(worse.tests.get('memory keeps')?.message).toMatch(
      /^(?:Error: )?expected the test "keeps" to match its heap baseline, but it keeps 2\.0 MB and \d+ objects? at a new site, subscribe store\.ts\n/,
    )
    expect(worse.tests.get('memory allocates')?.message).toMatch(
      /^(?:Error: )?expected the test "allocates" to match its heap baseline, but it allocates (?:29|30)\.\d MB where (?:9|10)\.\d MB were committed\n/,
    )
    // The whole of it: read it aloud when it changes.
    await expect(wholeMessage(worse.tests.get('memory keeps')?.message ?? '')).toMatchFileSnapshot(
      'golden/test-baseline.txt',
    )
    expect(worse.table).toMatch(/^ ▶ worse +(?:9|10)\.\d MB → 2[12]\.\d MB +memory\.test\.ts > memory > keeps$/m)
    expect(worse.table).toMatch(/^ +new site: subscribe store\.ts:9 keeps 2\.0 MB$/m)
    expect(worse.table).toMatch(
      /^ ▶ worse +(?:9|10)\.\d MB → (?:29|30)\.\d MB allocated +memory\.test\.ts > memory > allocates$/m,
    )
    expect(project.read(FILE)).toBe(committed)
  })
})

test('what is better is told, and taken by -u with all that is obsolete; twice is the same file', {
  timeout: 200_000,
}, async ({ skip }) => {
  const project = written()
  if (!project) return skip('no Node for Vitest 4 on this platform')
  const committed = project.read(FILE)
  const change = 'kept=0 garbage=2 gone'
  const better = await run(project, change, { env: CI })
  expect(better.exitCode).toBe(0)
  expect(better.tests.get('memory keeps')).toMatchObject({ verdict: 'better', fixed: ['remember store.ts'] })
  expect(better.table).toMatch(
    /^ {3}better +(?:9|10)\.\d MB → [\d.]+ k?B +memory\.test\.ts > memory > keeps\n +keeps nothing any more: remember store\.ts$/m,
  )
  expect(better.table).toMatch(
    /^ {3}better +(?:9|10)\.\d MB → [12]\.\d MB allocated +memory\.test\.ts > memory > allocates$/m,
  )
  expect(better.table).toMatch(/^ {3}obsolete +__heap__\/memory\.test\.ts\.heap\.json\n +goes away$/m)
  expect(better.table).toContain(
    '\n   npx vitest -u writes the better figures to the baseline, and removes sites that keep nothing any more and obsolete entries\n',
  )
  // A test that is there and was not run is not obsolete, and one that is not in the file yet fails.
  const filtered = await run(project, 'came', { args: ['-t', 'keeps nothing|comes'], env: CI })
  expect(filtered.table).not.toContain('obsolete')
  expect(filtered.exitCode).toBe(1)
  expect(messages(filtered)).toEqual([
    expect.stringMatching(
      /^(?:Error: )?expected the test "comes" to match its heap baseline, but __heap__\/memory\.test\.ts\.heap\.json has none for "comes": run npx vitest -u and commit that file\n/,
    ),
  ])
  expect(project.read(FILE)).toBe(committed)

  const updated = await run(project, change, { args: ['-u'] })
  expect(updated.tests.get('memory keeps')?.verdict).toBe('updated')
  expect(updated.table).toContain('\n   2 entries updated: commit the files in __heap__\n')
  expect(updated.table).not.toMatch(/fixed|npx vitest -u/)
  const text = project.read(FILE)
  expect(Object.keys(JSON.parse(text).tests)).not.toContain('goes away')
  expect(text).toContain('"sites": {}')
  await run(project, change, { args: ['-u'] })
  expect(project.read(FILE)).toBe(text)
})

test('an accepted leak passes until it grows, and is asked to be removed when it is fixed', {
  timeout: 200_000,
}, async ({ skip }) => {
  const project = written()
  if (!project) return skip('as above')
  const baseline = JSON.parse(project.read(FILE))
  const [figures] = Object.values(baseline.tests['memory > keeps']) as { sites: Record<string, object> }[]
  Object.assign(figures?.sites['remember store.ts'] ?? {}, { accepted: 'until issue 12' })
  const text = `${JSON.stringify(baseline, null, 2)}\n`
  project.write(FILE, text)
  expect((await run(project, '', { env: CI })).tests.get('memory keeps')).toMatchObject({
    message: '',
    verdict: 'accepted',
  })
  const grown = await run(project, 'kept=15', { env: CI })
  expect(grown.tests.get('memory keeps')?.message).toMatch(
    / baseline, but it keeps 1[45]\.\d MB where (?:9|10)\.\d MB were committed\n/,
  )
  const fixed = await run(project, 'kept=0', { env: CI })
  expect(fixed.exitCode).toBe(0)
  expect(fixed.table).toContain('keeps nothing any more: remember store.ts\n')
  expect(fixed.table).toContain('removes sites that keep nothing any more\n')
  expect(project.read(FILE)).toBe(text)
})

test('a file that is not valid is one sentence, and stays as it is', { timeout: 200_000 }, async ({ skip }) => {
  const project = written()
  if (!project) return skip('as above')
  const committed = project.read(FILE)
  for (const [text, problem] of [
    [committed.slice(0, 200), 'is truncated or no JSON'],
    [committed.replace('"version": 1', '"version": 2'), 'has format version 2'],
  ] as const) {
    project.write(FILE, text)
    const outcome = await run(project, '', { args: ['-u', '-t', 'keeps nothing'] })
    expect(outcome.exitCode).toBe(1)
    expect(messages(outcome)).toEqual([
      expect.stringMatching(
        new RegExp(`^(?:\\w+: )?the heap baseline ${FILE.replaceAll('.', '\\.')} ${problem}[^\\n]*\\n`),
      ),
    ])
    expect(project.read(FILE)).toBe(text)
  }
})

test('two projects, and two processes that write at once, lose nothing', { timeout: 200_000 }, async ({ skip }) => {
  const project = projectOf('test-baseline')
  if (!project) return skip('as above')
  // One writes what the other does not have: the files of results are theirs.
  const [one, two] = await Promise.all([
    project.run(['--outputFile.json=one.json'], { E2E_PROJECTS: 'yes', E2E_CHANGE: 'gone' }),
    project.run(['--outputFile.json=two.json'], { E2E_CHANGE: 'came' }),
  ])
  expect([one?.exitCode, two?.exitCode]).toEqual([0, 0])
  expect(Object.keys(JSON.parse(project.read(FILE)).tests)).toEqual([
    'comes',
    'goes away',
    'is repeated',
    'is retried',
    'memory > allocates',
    'memory > keeps',
    'memory > keeps nothing',
  ])
  // What one project has written holds for the other.
  const both = await project.run([], { E2E_PROJECTS: 'yes', E2E_CHANGE: 'came', ...CI })
  expect(both.exitCode).toBe(0)
})
