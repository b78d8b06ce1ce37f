import { execFile } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, inject, test } from 'vitest'
import type { AssertedBaseline } from '../../src/per-test/figures.ts'
import { childEnvironment } from './harness/environment.ts'
import type {} from './harness/global-setup.ts'
import { allMajors, type Major } from './harness/majors.ts'

/** Of one test in one run. */
interface Outcome {
  readonly status: string
  readonly message: string
  readonly assertions: readonly AssertedBaseline[]
}

interface Project {
  /** Runs the tests whose names match, in the same folder as the runs before. */
  run(how?: {
    tests?: string
    change?: string
    args?: string[]
    env?: Record<string, string>
  }): Promise<Map<string, Outcome>>
  read(): string
  write(text: string): void
}

function projectOf(major: Major): Project | undefined {
  const { folder, node } = inject('majors')[major]
  if (!node) return undefined
  const root = join(folder, 'projects/baseline')
  rmSync(root, { recursive: true, force: true })
  cpSync(join(import.meta.dirname, 'fixtures/baseline'), root, { recursive: true })
  writeFileSync(join(root, 'package.json'), '{ "private": true, "type": "module" }')
  const file = join(root, '__heap__/baseline.test.ts.heap.json')
  return {
    read: () => readFileSync(file, 'utf8'),
    write: (text) => writeFileSync(file, text),
    async run({ tests = '', change = '', args = [], env = {} } = {}) {
      const json = join(root, 'results.json')
      rmSync(json, { force: true })
      const vitest = join(folder, 'node_modules/vitest/vitest.mjs')
      const all = [vitest, 'run', '--reporter=json', `--outputFile=${json}`, ...(tests ? ['-t', tests] : []), ...args]
      await new Promise<void>((resolve) => {
        execFile(node, all, { cwd: root, env: childEnvironment({ E2E_CHANGE: change, ...env }) }, () => resolve())
      })
      return outcomesIn(readFileSync(json, 'utf8'))
    },
  }
}

interface JsonReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[] | null
      readonly meta?: {
        readonly 'vitest-leak'?: { readonly heap?: { readonly assertions?: readonly AssertedBaseline[] } }
      }
    }[]
  }[]
}

const outcomesIn = (json: string): Map<string, Outcome> =>
  new Map(
    (JSON.parse(json) as JsonReport).testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status, failureMessages, meta }) => [
        fullName.trim(),
        {
          status,
          message: failureMessages?.[0] ?? '',
          assertions: meta?.['vitest-leak']?.heap?.assertions ?? [],
        },
      ]),
  )

const verdicts = (outcomes: Map<string, Outcome>): string[] =>
  [...outcomes.values()].flatMap(({ assertions }) => assertions.map(({ key, verdict }) => `${key}: ${verdict}`)).sort()

const CI = { CI: '1' }
const environment = (text: string): string => /"(node\d+ \w+)"/.exec(text)?.[1] ?? ''

describe.each(allMajors)('toMatchHeapBaseline, Vitest %s', { timeout: 200_000 }, (major) => {
  let project: Project | undefined
  let committed = ''
  // Whatever a test before has left.
  beforeEach(() => {
    if (committed) project?.write(committed)
  })

  test('the first run writes, the next ones compare, in CI too', async ({ skip }) => {
    project = projectOf(major)
    if (!project) return skip(`no Node for Vitest ${major} on this platform`)
    const keys = [
      'a body > allocates 1',
      'a body > allocates 2',
      'a body > allocates later 1',
      'a body > leaks 1',
      'is retried 1',
      'of one name twice 1',
      'of one name twice 2',
    ]
    const first = await project.run()
    // The names are one in the map: only the last of both is in it.
    const seen = keys.filter((key) => key !== 'of one name twice 1')
    expect([...first.values()].map(({ status }) => status)).toEqual([...first.values()].map(() => 'passed'))
    expect(verdicts(first)).toEqual(seen.map((key) => `${key}: new`))
    committed = project.read()
    expect(Object.keys(JSON.parse(committed).assertions)).toEqual(keys)
    expect(verdicts(await project.run({ env: CI }))).toEqual(seen.map((key) => `${key}: same`))
    expect(project.read()).toBe(committed)
  })

  test('without an entry, or one for this Node, CI fails and writes nothing', async ({ skip }) => {
    if (!project) return skip('as above')
    const renamed = committed.replace('"a body > leaks 1"', '"a body > was leaking 1"')
    project.write(renamed)
    const missing = await project.run({ tests: 'leaks', env: CI })
    expect(missing.get('a body leaks')?.message).toMatch(
      /^(?:\w+: )?expected handle\(\) to match its heap baseline, but __heap__\/baseline\.test\.ts\.heap\.json has none for "a body > leaks 1": run npx vitest -u and commit that file\n/,
    )
    expect(project.read()).toBe(renamed)
    project.write(committed.replaceAll(environment(committed), 'node1 abacus'))
    const elsewhere = await project.run({ tests: 'leaks', env: CI })
    expect(elsewhere.get('a body leaks')?.message).toMatch(
      / has that of "a body > leaks 1" for node1 abacus only: run npx vitest -u with Node \d+ on \w+ and commit that file\n/,
    )
  })

  test('what is worse fails, what is better is told, and -u takes both', async ({ skip }) => {
    if (!project) return skip('as above')
    const worse = await project.run({ tests: 'a body', change: 'cells=20 objects=3 elsewhere=1' })
    expect(worse.get('a body allocates')?.message).toMatch(
      / baseline, but it allocates [\d.]+ kB a call where [\d.]+ B were committed\n/,
    )
    expect(worse.get('a body allocates later')?.message).toMatch(/ baseline, but it allocates /)
    const { message = '' } = worse.get('a body leaks') ?? {}
    expect(message).toMatch(/ baseline, but it leaks [\d.]+ B and 1 object a call at a new site, remember work\.ts\n/)
    expect(message).toMatch(/\n▶ remember work\.ts +– +[\d.]+ B +new\n/)
    expect(message).toMatch(/\n {2}baseline {4}__heap__\/baseline\.test\.ts\.heap\.json {2}"a body > leaks 1", node/)
    expect(message).toContain('/{base,current,diff}.pb.gz')
    // At its line.
    expect(message).toMatch(/baseline\.test\.ts:\d+:\d+/)
    expect(project.read()).toBe(committed)

    const better = await project.run({ tests: 'allocates', change: 'cells=4' })
    const [told] = better.get('a body allocates')?.assertions ?? []
    expect(told).toMatchObject({
      verdict: 'better',
      note: expect.stringMatching(/^allocates .+: vitest -u takes that$/),
    })
    expect(project.read()).toBe(committed)
    const taken = await project.run({ tests: 'allocates', change: 'cells=4', args: ['-u'] })
    expect(taken.get('a body allocates')?.assertions[0]?.verdict).toBe('updated')
    expect(project.read()).not.toBe(committed)
    expect(
      (await project.run({ tests: 'allocates', change: 'cells=4', env: CI })).get('a body allocates')?.status,
    ).toBe('passed')
  })

  test('an accepted leak passes until it grows or another comes, and is asked to be removed when it is fixed', async ({
    skip,
  }) => {
    if (!project) return skip('as above')
    const accepted = JSON.parse(project.read())
    const [figures] = Object.values(accepted.assertions['a body > leaks 1']) as { sites: Record<string, object> }[]
    Object.assign(figures?.sites['subscribe work.ts'] ?? {}, { accepted: 'issue 12' })
    const text = `${JSON.stringify(accepted, null, 2)}\n`
    project.write(text)
    const leaks = async (change: string, args: string[] = []) =>
      (await project?.run({ tests: 'leaks', change, args }))?.get('a body leaks')
    const held = await leaks('')
    expect(held?.assertions).toEqual([{ key: 'a body > leaks 1', verdict: 'same' }])
    expect((await leaks('objects=2'))?.message).toMatch(/ keeps 2 objects a call where 1 object was committed\n/)
    expect((await leaks('elsewhere=1'))?.message).toContain(' at a new site, remember work.ts\n')
    const fixed = await leaks('objects=0')
    expect(fixed).toMatchObject({ status: 'passed', assertions: [{ verdict: 'better' }] })
    expect(fixed?.assertions[0]?.note).toContain(
      'subscribe work.ts does not leak any more (accepted: issue 12): remove it from the baseline, vitest -u does',
    )
    expect(project.read()).toBe(text)
    await leaks('objects=2', ['-u'])
    // What grew is taken with its reason.
    expect(project.read()).toContain('"accepted": "issue 12"')
    await leaks('objects=0', ['-u'])
    expect(project.read()).not.toContain('subscribe')
  })

  test('a file that is not valid is an error, and stays as it is', async ({ skip }) => {
    if (!project) return skip('as above')
    for (const [text, problem] of [
      [committed.slice(0, 200), 'is truncated or no JSON'],
      ['{ "version": 2 }\n', 'has format version 2'],
    ] as const) {
      project.write(text)
      for (const args of [[], ['-u']]) {
        const outcome = (await project.run({ tests: 'leaks', args })).get('a body leaks')
        expect(outcome?.message).toContain(`the heap baseline __heap__/baseline.test.ts.heap.json ${problem}`)
        expect(project.read()).toBe(text)
      }
    }
  })

  test('wrong use is one sentence', async ({ skip }) => {
    if (!project) return skip('as above')
    const outcomes = await project.run({ tests: 'wrong', env: { E2E_WRONG: 'yes' } })
    expect(outcomes.get('wrong: not')?.message).toMatch(/^MeasurementError: toMatchHeapBaseline\(\): it has no \.not: /)
    expect(outcomes.get('wrong: option')?.message).toMatch(
      /^MeasurementError: toMatchHeapBaseline\(\): option 'tolerance' is a share of the committed figure from 0 to 1, such as 0\.05 for 5 %, not 5\n/,
    )
  })

  test('two projects that run one file at once lose nothing', async ({ skip }) => {
    if (!project) return skip('as above')
    const outcomes = await project.run({ tests: 'of project', env: { E2E_PROJECTS: 'yes' } })
    const written = [...outcomes.values()].flatMap(({ assertions }) => assertions.map(({ key }) => key))
    expect(written).toHaveLength(12)
    expect(Object.keys(JSON.parse(project.read()).assertions)).toEqual(expect.arrayContaining(written))
  })
})
