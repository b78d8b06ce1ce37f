import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Place } from './harness/global-setup.ts'
import { CACHE, installed } from './harness/installed.ts'
import { allMajors, majors } from './harness/majors.ts'
import { type ProcessOutput, projectOf } from './harness/project.ts'

const ours = '--reporter=vitest-leak/reporter'

/** Figures of two runs differ by what is allocated beside the tests. */
const TABLE =
  /\n memory {2}3 of 4 tests measured in 2 files: 1 over its limit\n {3}figures are estimates \(one allocation in every 512 B is recorded\); exact ones: leak\(\{ perTest: \{ samplingInterval: 1 \} \}\)\n\n {3}retained +objects +allocated +test\n ▶ +[56]\.\d MB +\d+ +6\.\d MB +leaks\.test\.ts > a request keeps nothing\n +over its limit: retained [56]\.\d MB > 4 MB\n +[12]\.\d MB +\d+ +2\.\d MB +leaks\.test\.ts > a user <a\|b> is kept\n\n {3}worker grew by +tests +file\n +[789]\.\d MB +2 +leaks\.test\.ts\n\n {3}retained +objects +in tests +call site\n +8\.\d MB +\d+ +2 +handleRequest +server\.ts:4\n\n {3}not measured\n {3}1 test ran beside others \(concurrent\): what they keep cannot be told apart\n {5}leaks\.test\.ts > beside others\n\n/

const tables = ({ stdout, stderr }: ProcessOutput): number => `${stdout}${stderr}`.split('\n memory ').length - 1

describe.each(allMajors)('the reporter, Vitest %s', { timeout: 200_000 }, (major) => {
  test('one table after the summary, beside others and by name; on GitHub an error at the line, and a summary', async ({
    skip,
  }) => {
    const project = projectOf('reporter', major)
    if (!project) return skip(`no Node for Vitest ${major} on this platform`)
    const run = await project.run(
      ['--reporter=dot', '--reporter=verbose', ours, '--outputFile.vitest-leak/reporter=reports/heap.json'],
      { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(project.root, 'summary.md') },
    )
    expect(run.exitCode).toBe(1)
    expect(run.stdout).toMatch(TABLE)
    expect(tables(run)).toBe(1)
    expect(run.stdout.indexOf('\n memory ')).toBeGreaterThan(run.stdout.indexOf(' Test Files '))
    const { total, tests } = JSON.parse(project.read('reports/heap.json'))
    expect(total).toMatchObject({
      files: 2,
      tests: 4,
      measured: 3,
      unmeasured: { concurrent: 1 },
      overLimit: 1,
      worse: 0,
    })
    expect(tests[1]).toMatchObject({
      name: 'a request keeps nothing',
      file: 'leaks.test.ts',
      line: 4,
      state: 'failed',
      over: { retain: '4 MB' },
      sites: [{ function: 'handleRequest', file: 'server.ts', line: 4 }],
    })

    expect(run.stdout).toMatch(
      /^::error file=server\.ts,line=4,title=leaks\.test\.ts > a request keeps nothing::over its limit: retained [56]\.\d MB > 4 MB%0AhandleRequest server\.ts:4 keeps 6\.0 MB$/m,
    )
    const summary = project.read('summary.md')
    expect(summary).toMatch(/^### Memory of the tests\n\n3 of 4 tests measured in 2 files: 1 over its limit\./m)
    expect(summary).toMatch(
      /^\| [12]\.\d MB \| \d+ \| 2\.\d MB \| {2}\| leaks\.test\.ts &gt; a user &lt;a&#124;b&gt; is kept \|$/m,
    )
  })

  test('nothing in the way of data on the standard output; JUnit has the figures of the last attempts', async ({
    skip,
  }) => {
    const project = projectOf('reporter', major)
    if (!project) return skip('as above')
    const run = await project.run(['--reporter=json', '--reporter=junit', '--outputFile.junit=junit.xml', '--retry=1'])
    // Vitest 5 writes a file, and says so.
    if (major < 5) expect(JSON.parse(run.stdout.replace(/^JUNIT report .*$/m, '')).numTotalTests).toBe(4)
    expect(run.stdout).not.toContain(' memory ')
    expect(run.stderr).toMatch(TABLE)
    const properties = project.read('junit.xml').match(/<property name="heap" value="[^"]*"/g)
    expect(properties).toEqual([
      expect.stringMatching(/value="keeps (?:nothing|[\d.]+ k?B and \d+ objects), allocates [\d.]+ k?B"/),
      expect.stringMatching(/value="keeps [56]\.\d MB and \d+ objects, allocates 6\.\d MB"/),
      expect.stringMatching(/value="keeps [12]\.\d MB and \d+ objects, allocates 2\.\d MB"/),
    ])
  })
})

test('quiet where nothing is to be told', { timeout: 60_000 }, async () => {
  const { exitCode, stdout, stderr } = (await projectOf('reporter')?.run(['clean'])) ?? {}
  expect(exitCode).toBe(0)
  expect(`${stdout}${stderr}`).not.toMatch(/memory|estimates|vitest-leak/)
})

test('alone: what fails, the table, and a file by any of its names', { timeout: 60_000 }, async () => {
  const project = projectOf('reporter')
  if (!project) return
  const alone = await project.run([ours, '--outputFile=new/heap.json'])
  expect(alone.exitCode).toBe(1)
  expect(alone.stdout).toMatch(
    /^\n FAIL {2}leaks\.test\.ts > a request keeps nothing: expected the test "a request keeps nothing" to retain at most 4 MB, but it keeps [56]\.\d MB and \d+ objects alive\n whole messages: --reporter=default --reporter=vitest-leak\/reporter\n\n memory /,
  )
  // A log has a line of progress each half a minute.
  expect(alone.stderr).toBe('')
  expect(JSON.parse(project.read('new/heap.json'))).toMatchObject({ version: 1 })
  await project.run(['clean', '--outputFile.vitest-leak=short.json'])
  expect(project.has('short.json')).toBe(true)
  await project.run(['clean'], { E2E_KIND: 'option' })
  expect(project.has('reports/heap.json')).toBe(true)
  const unwritable = await project.run(['clean', ours, '--outputFile=server.ts/heap.json'])
  expect(unwritable.exitCode).toBe(1)
  expect(unwritable.stderr).toContain("vitest-leak: cannot write outputFile 'server.ts/heap.json': ")
})

test('several projects in one table, and a sentence where nothing was measured', { timeout: 60_000 }, async () => {
  const project = projectOf('reporter')
  if (!project) return
  const projects = await project.run([], { E2E_KIND: 'projects' })
  expect(tables(projects)).toBe(1)
  expect(projects.stdout).toContain(' memory  5 of 7 tests measured in 2 files: 2 over their limit\n')
  for (const name of ['one', 'two']) expect(projects.stdout).toMatch(new RegExp(`^ ▶ .* \\|${name}\\| leaks`, 'm'))
  expect(projects.stdout).toMatch(/^ +16\.\d MB +\d+ +4 +handleRequest +server\.ts:4$/m)
  const off = await project.run(['clean', ours], { E2E_KIND: 'off' })
  expect(off.exitCode).toBe(0)
  expect(off.stdout).toContain('vitest-leak: no test was measured: to measure all tests, add leak({ perTest: true }) ')
  const unnamed = await project.run(['clean'], { E2E_KIND: 'off' })
  expect(unnamed.stdout + unnamed.stderr).not.toContain('vitest-leak')
})

test('the HTML report has the figures, and the page as a file', { timeout: 240_000 }, async () => {
  const project = projectOf('reporter', 4, await withHtmlReporter())
  const run = await project?.run(['--reporter=html', '--outputFile=html/index.html'])
  if (!project || !run) return
  expect(run.stderr).toMatch(TABLE)
  const report = gunzipSync(readFileSync(join(project.root, 'html/html.meta.json.gz'))).toString()
  expect(report).toMatch(/keeps [56]\.\d MB and \d+ objects, allocates 6\.\d MB/)
  expect(report).toMatch(/keeps (?:nothing|[\d.]+ k?B and \d+ objects), allocates [\d.]+ k?B/)
  const pages = readdirSync(join(project.root, 'html/data')).filter((file) => file.endsWith('.html'))
  expect(pages).toHaveLength(1)
  expect(project.read(`html/data/${pages[0]}`)).toContain('handleRequest')
})

/** The package that this run has packed, beside Vitest and its HTML reporter. */
async function withHtmlReporter(): Promise<Place> {
  const [tarball = ''] = readdirSync(CACHE).filter((file) => file.endsWith('.tgz'))
  const folder = await installed('vitest-4-html', [
    ...majors[4].packages,
    '@vitest/ui@^4.1.12',
    'typescript@~5.9.3',
    join(CACHE, tarball),
  ])
  return { folder, node: process.execPath }
}
