import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Vitest } from 'vitest/node'
import LeakReporter, { leakReporter } from '../../src/reporter/index.ts'
import { runProgress } from '../../src/reporter/progress.ts'
import { madeModule } from './modules.ts'
import { measured } from './runs.ts'

const MB = 2 ** 20
let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vitest-leak-reporter-'))
  for (const name of ['GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY', 'GITHUB_WORKSPACE', 'FORCE_COLOR'])
    vi.stubEnv(name, undefined)
  vi.stubEnv('NO_COLOR', '1')
})
afterEach(() => {
  vi.unstubAllEnvs()
  process.exitCode = undefined
  rmSync(root, { recursive: true, force: true })
})

const leaking = (name = 'keeps much') =>
  madeModule({
    file: join(root, 'a.test.ts'),
    tests: [{ name, figures: measured(3 * MB, { over: { retain: '1 MB' } }) }],
  })
const unmeasured = () => madeModule({ file: join(root, 'a.test.ts'), tests: [{ name: 'any' }] })
const small = () => madeModule({ file: join(root, 'a.test.ts'), tests: [{ name: 'any', figures: measured(100) }] })

function madeVitest(config: { reporters?: unknown[]; outputFile?: unknown } = {}) {
  const printed: Record<'out' | 'err', string[]> = { out: [], err: [] }
  const to = (stream: 'out' | 'err') => (text: string) => void printed[stream].push(text)
  const vitest = {
    config: { root, reporters: [['default', {}]], ...config },
    logger: { log: to('out'), error: to('err'), warn: to('err'), outputStream: {}, errorStream: {} },
    projects: [],
  } as unknown as Vitest
  return { vitest, out: () => printed.out.join('\n'), err: () => printed.err.join('\n') }
}

const named = (vitest: Vitest, options?: ConstructorParameters<typeof LeakReporter>[0]): LeakReporter => {
  const reporter = new LeakReporter(options)
  reporter.onInit(vitest)
  return reporter
}

test("the plugin's own prints the table, and nothing where nothing was measured or kept", async () => {
  const { vitest, out } = madeVitest()
  const reporter = leakReporter(vitest)
  await reporter.onTestRunEnd?.([unmeasured()], [], 'passed')
  await reporter.onTestRunEnd?.([small()], [], 'passed')
  expect(out()).toBe('')
  await reporter.onTestRunEnd?.([leaking()], [], 'failed')
  expect(out()).toContain('over its limit: retained 3.0 MB > 1 MB')
})

test('beside one that the user has named, the table is there once', async () => {
  const { vitest, out } = madeVitest()
  const reporters = [leakReporter(vitest), named(vitest), named(vitest)]
  for (const reporter of reporters) await reporter.onTestRunEnd?.([leaking()], [], 'failed')
  expect(out().match(/a\.test\.ts > keeps much/g)).toHaveLength(1)
})

test('each run of watch mode has its own figures', async () => {
  const { vitest, out } = madeVitest()
  const reporter = named(vitest)
  await reporter.onTestRunEnd([leaking('first')])
  await reporter.onTestRunEnd([leaking('second')])
  expect(out().match(/> first/g)).toHaveLength(1)
  expect(out().match(/1 test measured in 1 file/g)).toHaveLength(2)
})

test('one that was named says how to have tests measured', async () => {
  const { vitest, out } = madeVitest()
  await named(vitest).onTestRunEnd([unmeasured()])
  expect(out()).toContain('vitest-leak: no test was measured: to measure all tests, add leak({ perTest: true }) to ')
})

test('as the only reporter it says that nothing was found, and what failed', async () => {
  const { vitest, out } = madeVitest({ reporters: [['vitest-leak/reporter', {}]] })
  const reporter = named(vitest)
  await reporter.onTestRunEnd([small()])
  expect(out()).toBe('\n memory  1 test measured in 1 file\n')
  const failed = madeModule({
    file: join(root, 'a.test.ts'),
    relative: 'a.test.ts',
    tests: [{ name: 'breaks', state: 'failed', message: 'expected 1 to be 2\n  more' }],
  })
  await reporter.onTestRunEnd([failed])
  expect(out()).toContain(' FAIL  a.test.ts > breaks: expected 1 to be 2\n')
})

test('where all others write for machines, the table is on the standard error', async () => {
  const { vitest, out, err } = madeVitest({ reporters: [['json', {}], 'vitest-leak/reporter'] })
  await named(vitest).onTestRunEnd([leaking()])
  expect(out()).toBe('')
  expect(err()).toContain('keeps much')
})

test.each([
  ['an option', {}, { outputFile: 'deep/er/heap.json' }],
  ['an entry', { outputFile: { 'vitest-leak/reporter': 'deep/er/heap.json' } }, {}],
  ['a short entry', { outputFile: { 'vitest-leak': 'deep/er/heap.json' } }, {}],
  ['a string', { outputFile: 'deep/er/heap.json' }, {}],
])('the file is that of %s', async (_, config, options) => {
  const { vitest } = madeVitest(config)
  await named(vitest, options).onTestRunEnd([leaking()])
  const file = join(root, 'deep/er/heap.json')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 1, total: { measured: 1, overLimit: 1 } })
  expect(readdirSync(join(root, 'deep/er'))).toEqual(['heap.json'])
})

test.each([
  ["for one of Vitest's own", { outputFile: 'x.json', reporters: [['json', {}]] }],
  ['of another name', { outputFile: { junit: 'x.xml' } }],
])('no file where it is %s', async (_, config) => {
  const { vitest } = madeVitest(config)
  await named(vitest).onTestRunEnd([leaking()])
  expect(readdirSync(root)).toEqual([])
})

test("the plugin's own writes a file only where the config names it", async () => {
  const unnamed = madeVitest({ outputFile: 'x.json' })
  await leakReporter(unnamed.vitest).onTestRunEnd?.([leaking()], [], 'failed')
  expect(readdirSync(root)).toEqual([])
  const { vitest } = madeVitest({ outputFile: { 'vitest-leak': 'x.json' } })
  await leakReporter(vitest).onTestRunEnd?.([leaking()], [], 'failed')
  expect(readdirSync(root)).toEqual(['x.json'])
})

test('a file that cannot be written is told in a line, and fails the run', async () => {
  writeFileSync(join(root, 'file'), '')
  const { vitest, err } = madeVitest()
  await named(vitest, { outputFile: 'file/heap.json' }).onTestRunEnd([leaking()])
  expect(err()).toMatch(/^vitest-leak: cannot write outputFile 'file\/heap\.json': E[A-Z]+: [^\n]+$/)
  expect(err()).not.toContain(root)
  expect(process.exitCode).toBe(1)
})

test('the table is there even if a file of baselines cannot be read', async () => {
  const { vitest, out, err } = madeVitest()
  const reporter = new LeakReporter({}, false, () => {
    throw new Error('a.heap.json is not JSON')
  })
  reporter.onInit(vitest)
  await reporter.onTestRunEnd([leaking()])
  expect(out()).toContain('keeps much')
  expect(err()).toContain('obsolete: a.heap.json is not JSON')
})

test('on GitHub Actions there are annotations and a summary', async () => {
  const summary = join(root, 'summary.md')
  writeFileSync(summary, 'before\n')
  vi.stubEnv('GITHUB_ACTIONS', 'true')
  vi.stubEnv('GITHUB_STEP_SUMMARY', summary)
  const { vitest, out } = madeVitest()
  await named(vitest).onTestRunEnd([leaking()])
  expect(out()).toMatch(/^::error file=a\.test\.ts,title=/m)
  expect(readFileSync(summary, 'utf8')).toMatch(/^before\n### Memory of the tests\n/)
})

test('a summary that cannot be written is a warning', async () => {
  vi.stubEnv('GITHUB_STEP_SUMMARY', join(root, 'missing/summary.md'))
  const { vitest, err } = madeVitest()
  await named(vitest).onTestRunEnd([leaking()])
  expect(err()).toMatch(/^vitest-leak: cannot write to GITHUB_STEP_SUMMARY: ENOENT[^\n]*$/)
  expect(process.exitCode).toBeUndefined()
})

test.each([
  [{ outputfile: 'x' }, "there is no option 'outputfile', only 'outputFile'"],
  [{ outputFile: 5 }, "'outputFile' is the path of a file, not 5"],
  [null, 'options are an object'],
])('options %j are refused', (options, message) => {
  expect(() => new LeakReporter(options as object)).toThrow(message)
})

test('progress is one line of a terminal', () => {
  const written: string[] = []
  const stream = { isTTY: true, columns: 30, write: (text: string) => written.push(text) }
  vi.stubEnv('TERM', 'xterm')
  let time = 0
  const progress = runProgress(40, stream, () => time)
  for (let nth = 0; nth < 12; nth++) {
    progress.moduleEnded(leaking())
    time += 50
  }
  progress.end()
  expect(written).toHaveLength(7)
  expect(written[0]).toBe('\r\x1b[K1 of 40 files, 1 test measur…')
  expect(written.at(-1)).toBe('\r\x1b[K')
})

test('progress is a line each 30 s of a log', () => {
  const written: string[] = []
  let time = 0
  const progress = runProgress(40, { write: (text) => written.push(text) }, () => time)
  for (let nth = 0; nth < 40; nth++) {
    time += 2000
    progress.moduleEnded(nth % 2 ? leaking() : small())
  }
  progress.end()
  expect(written).toEqual([
    '15 of 40 files, 15 tests measured, 7 over their limit\n',
    '30 of 40 files, 30 tests measured, 15 over their limit\n',
  ])
})
