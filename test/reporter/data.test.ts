import { describe, expect, test } from 'vitest'
import { callSites } from '../../src/reporter/call-sites.ts'
import { fileGrowths } from '../../src/reporter/file-growth.ts'
import { githubCommands } from '../../src/reporter/github.ts'
import { runJson } from '../../src/reporter/json.ts'
import { escapeMarkdown, runMarkdown } from '../../src/reporter/markdown.ts'
import { measuredIn } from '../../src/reporter/measured.ts'
import { measured, quiet, rich, run, runTest, site } from './runs.ts'

const MB = 2 ** 20

test('as JSON', async () => {
  await expect(runJson(rich)).toMatchFileSnapshot('golden/rich-json.txt')
})

test('as Markdown', async () => {
  await expect(runMarkdown(rich)).toMatchFileSnapshot('golden/rich.md')
  expect(runMarkdown(quiet)).toBe('')
})

test.each([
  ['a | b', 'a &#124; b'],
  ['<img src=x onerror=y> & co', '&lt;img src=x onerror=y&gt; &amp; co'],
  ['&#124;', '&amp;#124;'],
  ['**bold** _it_ `code` [link](x)', '\\*\\*bold\\*\\* \\_it\\_ \\`code\\` \\[link\\](x)'],
  ['- item', '\\- item'],
  ['1. item', '1\\. item'],
  ['back\\slash', 'back\\\\slash'],
  ['two\nlines', 'two\\\\nlines'],
  ['costs $5 and $6', 'costs \\$5 and \\$6'],
  ['src/a-b.test.ts:12', 'src/a-b.test.ts:12'],
])('Markdown of %j', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped)
})

describe('annotations of GitHub', () => {
  test('as they are printed', async () => {
    await expect(`${githubCommands(rich, '/').join('\n')}\n`).toMatchFileSnapshot('golden/rich-github.txt')
  })

  const over = { retain: '1 MB' }
  const only = (...args: Parameters<typeof runTest>) => githubCommands(run([runTest(...args)]))

  test('properties and message are escaped', () => {
    const [command] = only('a,b:c.test.ts', '100% of\r\nit: a, b', measured(2 * MB, { over }), { line: 7 })
    expect(command).toBe(
      '::error file=a%2Cb%3Ac.test.ts,line=7,title=a%2Cb%3Ac.test.ts > 100%25 of\\r\\nit%3A a%2C b::over its limit: retained 2.0 MB > 1 MB',
    )
  })

  test('are at the largest site that is of the project', () => {
    const sites = [
      site('x', 'node_modules/x/index.js', 1, MB),
      site('', '', 0, MB),
      site('y', 'node:events', 1, MB),
      site('z', '../outside.ts', 1, MB),
      site('mine', 'src/mine.ts', 12, MB / 2),
    ]
    const [command] = only('a.test.ts', 'a', measured(2 * MB, { over, sites }), { line: 7 })
    expect(command).toContain('file=src/mine.ts,line=12,')
    expect(command).toContain('%0Amine src/mine.ts:12 keeps 512.0 kB')
  })

  test('are at the new site of a test that is worse', () => {
    const figures = measured(2 * MB, {
      sites: [site('old', 'src/old.ts', 1, MB)],
      baseline: { verdict: 'worse', retainedBytes: MB, newSites: [site('new', 'src/new.ts', 2, MB)] },
    })
    const [command] = only('a.test.ts', 'a', figures)
    expect(command).toContain('file=src/new.ts,line=2,')
    expect(command).toContain('worse than its baseline: 1.0 MB → 2.0 MB')
  })

  test('are ten at most, relative to the repository', () => {
    const tests = Array.from({ length: 12 }, (_, nth) => runTest('a.test.ts', `${nth}`, measured(MB + nth, { over })))
    const commands = githubCommands(run(tests, { root: '/repo/packages/core' }), '/repo')
    expect(commands).toHaveLength(10)
    expect(commands[0]).toContain('file=packages/core/a.test.ts,')
    expect(commands[0]).toContain('> 11::')
  })

  test('are none for tests that hold', () => {
    expect(githubCommands(quiet)).toEqual([])
  })
})

test('call sites are summed by function and file, those without a name by line', () => {
  const sites = callSites([
    {
      ...runTest('a', '1', measured(1)),
      figures: measured(1, { sites: [site('f', 'x', 1, 10, 1), site('', 'x', 2, 5)] }),
    },
    {
      ...runTest('a', '2', measured(1)),
      figures: measured(1, { sites: [site('f', 'x', 3, 20, 2), site('', 'x', 4, 6)] }),
    },
    {
      ...runTest('a', '3', measured(1)),
      figures: measured(1, { sites: [site('f', 'y', 1, 1), site('f', 'y', 9, 1)] }),
    },
  ])
  expect(sites.map(({ function: name, file, line, bytes, tests }) => [name, file, line, bytes, tests])).toEqual([
    ['f', 'x', 3, 30, 2],
    ['', 'x', 4, 6, 1],
    ['', 'x', 2, 5, 1],
    ['f', 'y', 1, 2, 1],
  ])
})

test("a file's growth is from before its first measured test to after its last", () => {
  const data = run([
    runTest('a', '1', measured(0, { workerBytes: [10, 20] })),
    runTest('a', '2', measured(0, { workerBytes: [30, 25] }), { project: 'other' }),
    runTest('a', '3', { unmeasured: 'concurrent' }),
    runTest('a', '4', measured(0, { workerBytes: [50, 60] })),
  ])
  expect(fileGrowths(measuredIn(data))).toEqual([
    { file: 'a', tests: 2, bytes: 50 },
    { file: 'a', project: 'other', tests: 1, bytes: -5 },
  ])
})
