import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { resultPath } from '../compare/benchmarks.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'vitest-leak-compare-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const old = file('old.json', [
  { name: 'parse', mean: 1, allocSpace: 100, allocObjects: 0 },
  { name: 'gone', mean: 1 },
])
const worse = file('worse.json', [{ name: 'parse', mean: 2, allocSpace: 110, allocObjects: 1 }])

/** Paths of this machine do not go into what is expected. */
const withoutFolder = (text: string): string => text.replaceAll(`${folder}/`, '')

test('without a limit nothing fails', async () => {
  const { exitCode, stdout, stderr } = await run('compare', old, worse)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  await expect(`${withoutFolder(stdout)}\n`).toMatchFileSnapshot('__golden__/compare.txt')
})

test('a regression above the limit fails', async () => {
  const { exitCode, stdout, stderr } = await run('compare', old, worse, '--max-regression', '5%')
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' })
  await expect(`${withoutFolder(stdout)}\n`).toMatchFileSnapshot('__golden__/compare-regressions.txt')
})

test.each([
  ['9.9%', 'space', 1],
  ['10%', 'space', 0],
  ['10', 'space', 0],
  [' 10.0 %', 'space', 0],
  ['0%', 'space', 1],
  ['50%', 'time', 1],
  ['100%', 'time , space', 0],
  ['100%', 'objects,time', 1],
])('--max-regression %j --metrics %j exits with %i', async (percent, metrics, exitCode) => {
  expect(await run('compare', old, worse, '--max-regression', percent, '--metrics', metrics)).toMatchObject({
    exitCode,
  })
})

test('equal results have no regression', async () => {
  const { exitCode, stdout } = await run('compare', old, old, '--max-regression', '0%')
  expect(exitCode).toBe(0)
  expect(stdout.split('\n').at(-1)).toBe('no regression of more than 0% in 2 figures: B/op, objects/op')
})

test('--json prints nothing but data', async () => {
  const { exitCode, stdout } = await run('compare', old, worse, '--json', '--max-regression', '5')
  expect(exitCode).toBe(1)
  const data = JSON.parse(stdout)
  expect(data).toMatchObject({ version: 1, old, new: worse, onlyOld: ['gone'], onlyNew: [], withoutFigures: [] })
  expect(data.metrics[0]).toEqual({
    metric: 'time',
    unit: 'ms',
    benchmarks: [{ name: 'parse', old: { value: 1 }, new: { value: 2 }, delta: 1, verdict: 'worse' }],
  })
  expect(data.gate).toMatchObject({ maxPercent: 5, metrics: ['space', 'objects'], checked: 2 })
  expect(data.gate.regressions[1]).toMatchObject({ metric: 'objects', delta: null, verdict: 'worse' })
})

test('recorded results of two machines', async () => {
  for (const vitest of ['vitest-4', 'vitest-5']) {
    const { exitCode, stdout } = await run('compare', resultPath(`${vitest}-old`), resultPath(`${vitest}-new`))
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^json\/parse\.bench\.ts > parse .*JSON\.parse +\d/m)
  }
})

test('a byte order mark is no fault', async () => {
  expect(
    await run('compare', old, file('bom.json', `\ufeff${JSON.stringify([{ name: 'parse', mean: 1 }])}`)),
  ).toMatchObject({
    exitCode: 0,
  })
})

const write =
  "write one with 'vitest bench --outputJson FILE' (Vitest 3, 4) or 'vitest bench --reporter=json --outputFile=FILE' (Vitest 5)"

test.each<[string, unknown, string]>([
  ['an empty file', ' \n', "'bad.json' is empty: record it again"],
  ['text', 'hello\nworld', `'bad.json' is not JSON: ${write}`],
  ['a comma too many', '[1,]', `'bad.json' is not JSON: ${write}`],
  ['a cut list', '[{"name":"a"},', "'bad.json' breaks off in the middle, after 14 characters: record it again"],
  ['a cut object', '{"files":[]', "'bad.json' breaks off in the middle, after 11 characters: record it again"],
  ['a cut string', '[{"na', "'bad.json' breaks off in the middle, after 5 characters: record it again"],
  ['a cut number', '[{"a":1.', "'bad.json' breaks off in the middle, after 8 characters: record it again"],
  ['a cut word', '[tru', "'bad.json' breaks off in the middle, after 4 characters: record it again"],
  ['other JSON', { name: 'x', files: ['dist'] }, `'bad.json' is no benchmark result: ${write}`],
  ['a test run', { testResults: [] }, `'bad.json' has no benchmarks in it: ${write}`],
  [
    'other benchmarks',
    [{ name: 'other', mean: 1 }],
    "'old.json' and 'bad.json' have no benchmark in common ('parse' is only in the first, 'other' only in the second): give two results of the same benchmarks",
  ],
])('unreadable is %s', async (_, content, message) => {
  const { exitCode, stdout, stderr } = await run('compare', old, file('bad.json', content))
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(withoutFolder(stderr)).toBe(`vitest-leak: ${message}`)
})

test('a file that is not there, a folder, and a path through a file', async () => {
  mkdirSync(join(folder, 'folder'))
  const errorOf = async (name: string): Promise<string> =>
    withoutFolder((await run('compare', join(folder, name), old)).stderr)
  expect(await errorOf('none.json')).toBe(`vitest-leak: there is no file 'none.json': ${write}`)
  expect(await errorOf('folder')).toBe("vitest-leak: 'folder' is a folder: give the file in it")
  expect(await errorOf('old.json/x')).toMatch(
    /^vitest-leak: 'old\.json\/x' cannot be read \(ENOTDIR: .+\): give a file/,
  )
})

test('results of which nothing has a figure', async () => {
  const failed = file('failed.json', [{ name: 'a', state: 'errored' }])
  const { exitCode, stderr } = await run('compare', failed, failed)
  expect(exitCode).toBe(2)
  expect(withoutFolder(stderr)).toBe(
    "vitest-leak: no benchmark of 'failed.json' and 'failed.json' has a figure, neither does 'a': see if they throw",
  )
})

test.each([
  [
    ['--max-regression', 'much'],
    "option '--max-regression <percent>' argument 'much' is invalid. It is a percentage from 0, such as '5%', '2.5%' or '0'.",
  ],
  [
    ['--max-regression', '-5%'],
    "option '--max-regression <percent>' argument '-5%' is invalid. It is a percentage from 0, such as '5%', '2.5%' or '0'.",
  ],
  [
    ['--max-regression', '5%', '--metrics', 'space,speed'],
    "option '--metrics <list>' argument 'space,speed' is invalid. There is no metric 'speed': choose from time,space,objects,retained.",
  ],
  [
    ['--metrics', 'space'],
    "--metrics says what --max-regression looks at: give that as well, such as '--max-regression 5%'",
  ],
  [
    ['--max-regression', '5%', '--metrics', 'retained'],
    "--max-regression has nothing to look at: no benchmark has retained in both files; record them with vitest-leak's plugin, or choose others with --metrics (time,space,objects,retained)",
  ],
])('a wrong option: %j', async (args, message) => {
  expect(await run('compare', old, worse, ...args)).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `vitest-leak: ${message}`,
  })
})
