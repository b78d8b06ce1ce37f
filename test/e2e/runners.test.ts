import { spawn } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { childEnvironment } from './harness/environment.ts'
import { CACHE, installed } from './harness/installed.ts'
import { nodeOf } from './harness/run-node.ts'

const ROOT = join(import.meta.dirname, '../..')
const FIXTURES = join(import.meta.dirname, 'fixtures/runners')
const EXAMPLES = join(ROOT, 'examples/runners')
/** The first on which Jest can `require` a module, and an older one. */
const nodes = [20, 24] as const

/** Has Jest 30, its `expect`, and no Vitest. */
let folder = ''
beforeAll(async () => {
  const jest = ['jest', 'jest-environment-jsdom', 'expect', '@jest/globals'].map((name) => `${name}@^30.5.2`)
  // The global set-up has packed it.
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  const tarball = join(CACHE, `vitest-leak-${version}.tgz`)
  const compilers = ['@babel/preset-typescript@^7', 'typescript@~5.9.3', '@types/node@22']
  folder = await installed('runners', [...jest, ...compilers, tarball])
}, 400_000)

interface Ended {
  readonly exitCode: number | null
  readonly root: string
  /** Without the folder. */
  readonly stdout: string
  readonly stderr: string
}

interface Start {
  readonly from?: string
  readonly node?: string
  readonly env?: Readonly<Record<string, string>>
  /** Whether what earlier runs have left in the folder stays. */
  readonly isKept?: boolean
}

/** Runs Node with these arguments in a copy of a fixture; `<modules>` is where the packages are. */
function start(
  fixture: string,
  args: readonly string[],
  { from = FIXTURES, node = process.execPath, env = {}, isKept = false }: Start = {},
): Promise<Ended> {
  const root = join(folder, 'projects', fixture)
  if (!isKept) {
    rmSync(root, { recursive: true, force: true })
    cpSync(join(from, fixture), root, { recursive: true, filter: (path) => !path.includes('node_modules') })
  }
  const places = args.map((arg) => arg.replace('<modules>', join(folder, 'node_modules')))
  return new Promise((resolve, reject) => {
    const child = spawn(node, places, { cwd: root, env: childEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] })
    const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
      const read = { text: '' }
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        read.text += chunk
      })
      return read
    })
    child.on('error', reject)
    child.on('close', (exitCode) => {
      const withoutFolder = (text = ''): string => text.replaceAll(root, '<root>').replaceAll(folder, '<folder>')
      resolve({ exitCode, root, stdout: withoutFolder(stdout?.text), stderr: withoutFolder(stderr?.text) })
    })
  })
}

interface JestRun extends Ended {
  /** What a test has failed with; `''` if it passed. */
  readonly failures: ReadonlyMap<string, string>
  /** Of files that could not be run. */
  readonly broken: readonly string[]
}

interface JestReport {
  readonly testResults: readonly {
    readonly message: string
    readonly assertionResults: readonly {
      readonly title: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

const JEST = ['--experimental-vm-modules', '<modules>/jest/bin/jest.js', '--json', '--outputFile=results.json']

async function runJest(
  fixture: string,
  args: readonly string[],
  how: Start & { flag?: boolean } = {},
): Promise<JestRun> {
  const ended = await start(fixture, [...(how.flag === false ? JEST.slice(1) : JEST), ...args], how)
  const report = JSON.parse(readFileSync(join(ended.root, 'results.json'), 'utf8')) as JestReport
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  return {
    ...ended,
    failures: new Map(
      tests
        .filter(({ status }) => status !== 'pending')
        .map(({ title, failureMessages }) => [title, failureMessages.join('\n')]),
    ),
    broken: report.testResults
      .filter(({ assertionResults }) => assertionResults.length === 0)
      .map(({ message }) => message),
  }
}

/** What the calls of a test leave is named with the place and the holder that a person wrote. */
const leakOf = (site: string, holder: string): RegExp =>
  new RegExp(
    `not to leak, but each call keeps [\\s\\S]*\\n▶ .* ${site}[\\s\\S]*\\n  held by +▶ ${holder} .* \\d\\d of 64\\n`,
  )

const unawaited = (call: string): RegExp =>
  new RegExp(
    `^MeasurementError: ${call.replaceAll(/[().]/g, '\\$&')} was not awaited: the body is asynchronous, so the assertion is too. ` +
      `Write await ${call.replaceAll(/[().]/g, '\\$&')}\n    at .*awaited\\.test\\.js:`,
  )

describe.for(nodes)('Jest 30, ES modules, Node %i', { timeout: 300_000 }, (major) => {
  test('all matchers', async ({ skip }) => {
    const node = await nodeOf(major)
    if (!node) return skip('no such Node for this platform')
    const { failures } = await runJest('jest', ['verdicts'], { node })
    const passing = [...failures].filter(([, message]) => message === '').map(([title]) => title)
    expect(passing).toEqual([
      'clean',
      'clean, asynchronously',
      'leak, asynchronously',
      'retains no more',
      'allocates no more',
      'garbage',
      'a mock of each call',
      'assertions in the body',
    ])
    const leak = failures.get('leak') ?? ''
    expect(leak).toMatch(leakOf('User +server\\.js:4  \\(off-heap', 'users in server\\.js \\(Map\\)'))
    expect(leak).toContain('called by  handleRequest server.js:11 ‹ (anonymous) verdicts.test.js:13')
    expect(leak).toMatch(
      /profiles +\.vitest-leak\/verdicts\.test\.js\/leak\/\{base,current,diff\}\.pb\.gz, retainers\.json, page\.html/,
    )
    // Nothing of the runner is a row of its own; the stack below the report is Jest's.
    const [report] = leak.split('\n    at ')
    expect(report).not.toMatch(/jest-circus|jest-runtime|node_modules/)
    expect(failures.get('retains more')).toMatch(/to retain at most 1 kB, but 10 calls keep (?:99|1\d\d)\.\d+ kB/)
    expect(failures.get('allocates more')).toMatch(/to allocate at most 10 B, but one call allocates \d+ B/)
    expect(failures.get('kept')).toMatch(/held by +▶ users in server\.js \(Map\) › value › User/)
  })

  test('who forgets to await is told, in that test', async ({ skip }) => {
    const node = await nodeOf(major)
    if (!node) return skip('no such Node for this platform')
    const { failures, stderr } = await runJest('jest', ['awaited'], { node })
    expect(failures.get('not awaited, leaking')).toMatch(unawaited('expect(…).not.toLeak()'))
    expect(failures.get('not awaited, clean')).toMatch(unawaited('expect(…).toNotRetainMoreThan()'))
    expect(failures.get('awaited, failing')).toMatch(/to retain at most 1 kB, but 10 calls keep/)
    expect(failures.get('concurrent')).toMatch(
      /^MeasurementError: toLeak\(\) cannot measure in a concurrent test: tests that run at the same time allocate in the same heap\. Write test\(\) in place of test\.concurrent\(\)\n/,
    )
    for (const title of ['after these', 'awaited', 'returned', 'awaited together', 'with then', 'of a promise']) {
      expect.soft(failures.get(title), title).toBe('')
    }
    // Nothing was left running when the file was over.
    expect(stderr).not.toContain('soft deleted')
  })

  test('in CommonJS tests, by import()', async ({ skip }) => {
    const node = await nodeOf(major)
    if (!node) return skip('no such Node for this platform')
    const { failures } = await runJest('jest-cjs', ['imported'], { node })
    expect(failures.get('clean')).toBe('')
    expect(failures.get('leak')).toMatch(leakOf('openSession +server\\.js:6', 'sessions in server\\.js \\(Array\\)'))
    const { failures: withoutFlag } = await runJest('jest-cjs', ['imported'], { node, flag: false })
    expect(withoutFlag.get('clean')).toContain(documented('without the flag'))
  })

  test('in CommonJS tests, by require()', async ({ skip }) => {
    const node = await nodeOf(major)
    if (!node) return skip('no such Node for this platform')
    const { failures, broken } = await runJest('jest-cjs', ['required'], { node })
    if (major >= 24) expect(failures.get('clean')).toBe('')
    else expect(broken.join('\n')).toContain(documented('require'))
  })
})

/** What the page on other runners says that Jest prints. */
function documented(of: 'require' | 'without the flag'): string {
  const page = readFileSync(join(ROOT, 'docs/other-runners.md'), 'utf8')
  const message = {
    require: 'Must use import to load ES Module',
    'without the flag': 'A dynamic import callback was invoked without --experimental-vm-modules',
  }[of]
  expect(page).toContain(message)
  return message
}

describe('Jest 30', { timeout: 300_000 }, () => {
  test('in jsdom', async () => {
    const { failures, root } = await runJest('jest', ['--env=jsdom', 'verdicts', '-t', '^(clean|leak|garbage)'])
    expect(failures.get('leak')).toMatch(leakOf('User +server\\.js:4', 'users in server\\.js \\(Map\\)'))
    for (const title of ['clean', 'clean, asynchronously', 'leak, asynchronously', 'garbage']) {
      expect.soft(failures.get(title), title).toBe('')
    }
    expect(readdirSync(join(root, '.vitest-leak/verdicts.test.js/leak')).sort()).toEqual([
      'base.pb.gz',
      'current.pb.gz',
      'diff.pb.gz',
      'page.html',
      'retainers.json',
    ])
  })

  test('places are those of TypeScript', async () => {
    const { failures } = await runJest('jest-ts', [])
    const leak = failures.get('leak') ?? ''
    expect(leak).toMatch(leakOf('openSession +src/server\\.ts:24', 'sessions in src/server\\.ts \\(Map\\)'))
    expect(leak).toMatch(/24 │ {5}new Session\(options\), +◀ Session/)
    expect(leak).toMatch(/called by {2}\(anonymous\) places\.test\.ts:15/)
    expect(failures.get('ignored')).toBe('')
  })

  test('committed figures', async () => {
    const missing = await runJest('jest', ['--ci', 'baseline'])
    expect(missing.failures.get('as committed')).toMatch(/^Error: .*baseline.test.js.heap.json/s)
    const written = await runJest('jest', ['baseline'], { isKept: true })
    expect(written.failures.get('as committed')).toBe('')
    expect(existsSync(join(written.root, '__heap__/baseline.test.js.heap.json'))).toBe(true)
    const compared = await runJest('jest', ['--ci', 'baseline'], { isKept: true })
    expect(compared.failures.get('as committed')).toBe('')
  })
})

describe.for(nodes)('node:test, Node %i', { timeout: 300_000 }, (major) => {
  test('the matchers of stand-alone expect', async ({ skip }) => {
    const node = await nodeOf(major)
    if (!node) return skip('no such Node for this platform')
    const { exitCode, stdout } = await start('node-test', ['--test', '--test-reporter=tap', 'sessions.mjs'], { node })
    expect(exitCode).toBe(1)
    const results = [...stdout.matchAll(/^\s*((?:not )?ok) \d+ - (.*)$/gm)].map(
      ([, result, title]) => `${result}: ${title}`,
    )
    expect(results.filter((result) => !result.endsWith('sessions.mjs'))).toEqual([
      'ok: clean',
      'not ok: leak',
      'ok: not awaited',
      'ok: after it',
      'not ok: together',
      'not ok: baseline',
    ])
    const text = stdout.replaceAll(/\n +/g, '\n')
    expect(text).toMatch(/expected openSession\(\) not to leak, but each call keeps/)
    expect(text).toMatch(/held by +▶ sessions in sessions\.mjs \(Array\) › \[i\] › Object/)
    // node:test has finished a test that did not wait, but names it, and the file fails.
    expect(stdout).toMatch(
      /Test "not awaited" at .* generated asynchronous activity after the test ended[\s\S]*expect\(…\)\.not\.toLeak\(\) was not awaited/,
    )
    expect(stdout).toContain('a measurement is running already: await each assertion before the next one')
    expect(stdout).toContain("a baseline is kept by the test's file and name")
  })
})

interface Measured {
  readonly leak: Readonly<Record<string, unknown>>
  readonly message: string
  readonly clean: Readonly<Record<string, unknown>>
  readonly cleanMessage: string
  readonly errors: Readonly<Record<string, { readonly place: string }>>
  readonly slow: { readonly reason: string; readonly message: string }
}

describe.for(nodes)('without a runner, Node %i', { timeout: 300_000 }, (major) => {
  test('measureRetention', async ({ skip }) => {
    const node = await nodeOf(major)
    if (!node) return skip('no such Node for this platform')
    const { stdout, stderr, root } = await start('script', ['measure.mjs'], { node })
    expect(stderr).toBe('')
    const { message, cleanMessage, ...measured } = JSON.parse(stdout) as Measured
    const file = '<root>/measure.mjs'
    const perCall = { objectsPerCall: expect.any(Number), bytesPerCall: expect.any(Number) }
    expect(measured.leak).toMatchObject({
      verdict: 'leak',
      reason: '',
      subject: 'handleRequest()',
      offHeapBytesPerCall: 10_000,
      samplingIntervalBytes: 1,
      notExplained: '',
      unusedIgnores: [],
      holders: expect.arrayContaining([
        {
          path: 'users in measure.mjs (Map) › value › User.avatar › Uint8Array',
          suspect: 'users in measure.mjs (Map)',
          className: 'Uint8Array',
          count: 64,
          total: 64,
          isTable: false,
          site: 0,
        },
      ]),
    })
    expect(measured.leak.sites).toMatchObject([
      {
        ...perCall,
        functionName: 'User',
        file,
        line: 9,
        offHeapBytesPerCall: 10_000,
        kind: 'objects',
        madeAt: [{ line: 11, classNames: ['Uint8Array', 'ArrayBuffer'], isOnly: true }],
      },
      { ...perCall, functionName: 'handleRequest', file, line: 15, kind: 'objects', madeAt: [{ line: 16 }] },
    ])
    expect(measured.leak).not.toHaveProperty('profiles')
    expect(message).toMatch(
      /^expected handleRequest\(\) not to leak, but each call keeps 10\.\d kB and 3 objects alive\n/,
    )
    expect(message).toMatch(
      /\n {2}held by +▶ users in measure\.mjs \(Map\) › value › User\.avatar › Uint8Array {4}64 of 64$/,
    )
    expect(measured.clean).toMatchObject({
      verdict: 'clean',
      bytesPerCall: 0,
      objectsPerCall: 0,
      sites: [],
      holders: [],
    })
    expect(cleanMessage).toMatch(/^parse\(\) does not leak: \d+ calls showed no growth in \d+ full collections/)
    expect(measured).toMatchObject({
      later: { verdict: 'leak', holders: [], notExplained: '' },
      ignored: { verdict: 'clean', unused: ["'nothing'"] },
      slow: {
        verdict: 'undecided',
        reason: expect.stringMatching(/^one call takes \d+ ms, so .* raise the option "budget"/),
      },
      isFrozen: true,
      isCloned: true,
      isProfiling: false,
      gc: ['undefined', 'undefined'],
    })
    const isPromise = true
    const thrown = { isPromise, isOwn: true, message: 'broken' }
    const wrong = (text: string) => ({ isPromise, isOwn: false, message: text })
    expect(measured.errors).toMatchObject({
      number: wrong('measureRetention() needs a function to call, but was given 5: write measureRetention(() => …)'),
      promise: wrong(
        'measureRetention() calls a function again and again, but was given a promise, which is the result of one call: pass the function, measureRetention(() => query())',
      ),
      option: wrong(
        "measureRetention(): there is no option 'calls', only warmup, maxCalls, budget, settle, ignore, samplingInterval, explain, profiles",
      ),
      value: wrong("measureRetention(): option 'profiles' is true or false, not 'here'"),
      options: wrong('measureRetention(): options are an object, not 5'),
      thrown,
      rejected: thrown,
      nested: wrong(
        'a measurement is running already: await each assertion before the next one, and make none in the body of another',
      ),
    })
    for (const [name, { place }] of Object.entries(measured.errors)) expect.soft(place, name).toContain('measure.mjs:')
    expect(existsSync(join(root, '.vitest-leak'))).toBe(false)
  })
})

describe('without Vitest', () => {
  test('files are written where they are asked for', async () => {
    const { stdout, root } = await start('script', ['profiles.mjs'])
    const { page, ...profiles } = JSON.parse(stdout) as Record<string, string>
    const inside = join(root, '.vitest-leak/profiles.mjs')
    expect(readdirSync(join(inside, readdirSync(inside)[0] ?? '')).sort()).toEqual([
      'base.pb.gz',
      'current.pb.gz',
      'diff.pb.gz',
      'page.html',
      'retainers.json',
    ])
    expect(Object.keys(profiles)).toEqual(['base', 'current', 'diff'])
    expect(page).toMatch(/page\.html$/)
  })

  test('nothing imports it', async () => {
    expect(existsSync(join(folder, 'node_modules/vitest'))).toBe(false)
    const { stdout, stderr } = await start('script', [
      '--input-type=module',
      '-e',
      "console.log(Object.keys(await import('vitest-leak')).sort().join())",
    ])
    expect(stderr).toBe('')
    expect(stdout).toBe('default,leak,measureRetention\n')
  })

  test('types', async () => {
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node']
    const { exitCode, stdout } = await start('script', ['<modules>/typescript/bin/tsc', ...flags, 'types.ts'])
    expect(stdout).toBe('')
    expect(exitCode).toBe(0)
  })
})

describe('the examples', { timeout: 300_000 }, () => {
  const copied: Start = { from: join(ROOT, 'examples') }
  const files = [
    'node-test.mjs',
    'script.mjs',
    'sessions.js',
    'jest/jest.config.js',
    'jest/setup.js',
    'jest/__tests__/sessions.js',
  ]

  test('are on the page word for word', () => {
    const page = readFileSync(join(ROOT, 'docs/other-runners.md'), 'utf8')
    for (const file of files) expect.soft(page, file).toContain(readFileSync(join(EXAMPLES, file), 'utf8'))
  })

  test('run', async () => {
    const script = await start('runners', ['script.mjs'], copied)
    expect(script.stderr).toBe('')
    expect(script.stdout).toMatch(
      /^closeSession\(openSession\('ada'\)\) does not leak: [\s\S]*\n {2}verdict: 'leak',\n/,
    )
    const tested = await start('runners', ['--test', '--test-reporter=tap', 'node-test.mjs'], copied)
    expect(tested.stdout).toMatch(/^# pass 4$/m)
    expect(tested.exitCode).toBe(0)
    const jest = await runJest('runners', ['--config=jest/jest.config.js'], copied)
    expect([...jest.failures.values()]).toEqual(['', '', '', ''])
  })
})
