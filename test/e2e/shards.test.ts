import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allMajors } from './harness/majors.ts'
import { type ProcessOutput, type Project, projectOf } from './harness/project.ts'

const GATE = { CI: '1', E2E_GROWN: 'yes' }
const SHARDS = [1, 2, 3, 4]
const ours = ['--reporter=vitest-leak/reporter']

interface Test {
  readonly file: string
  readonly name: string
  readonly state: string
  readonly retainedBytes?: number
  readonly retainedObjects?: number
  readonly over?: object
  readonly baseline?: { readonly verdict: string; readonly retainedBytes?: number }
  readonly unmeasured?: string
}

interface Report {
  readonly total: Record<string, unknown> & { retainedBytes: number; retainedObjects: number }
  readonly tests: readonly Test[]
  readonly files: readonly { file: string; bytes: number; tests: number }[]
  readonly sites: readonly { function: string; bytes: number; objects: number; tests: number }[]
  readonly baseline: object
  readonly obsolete: readonly unknown[]
}

const reportIn = (project: Project, file: string): Report => JSON.parse(project.read(file)) as Report

/** What failed by Vitest's own summary, and how many files and tests of how many. */
const gateOf = ({ exitCode, stdout, stderr }: ProcessOutput) => ({
  exitCode,
  failed: [...new Set(`${stdout}${stderr}`.match(/^ FAIL .*/gm))].sort(),
  messages: [...new Set(`${stdout}${stderr}`.match(/^(?:Assertion)?Error: .*/gm))].map(withoutFigures).sort(),
  summary: stdout.match(/^ +(?:Test Files|Tests) .*/gm),
})

const tableOf = ({ stdout }: ProcessOutput): string => /^ memory .*/ms.exec(stdout)?.[0] ?? ''

/** Two runs measure twice, and what is allocated beside the tests differs. */
const withoutFigures = (text: string): string =>
  text
    .replace(/[\d.,]+ [kM]?B\b/g, 'N')
    .replace(/\d+ objects/g, 'N objects')
    .replace(/^( ▶| {2}) +N +[\d,]+/gm, '$1 N  N')
    .replace(/ +N +\d+ /g, ' N ')

const verdictOf = ({ file, name, state, over, baseline, unmeasured }: Test) => ({
  file,
  name,
  state,
  over,
  verdict: baseline?.verdict,
  committed: baseline?.retainedBytes,
  unmeasured,
})

const MB = 2 ** 20
const inMegabytes = (bytes: number): number => Math.round(bytes / MB)

describe.each(allMajors)('four shards, Vitest %s', { timeout: 200_000 }, (major) => {
  test('merged, their figures, table and gate are those of one run', async ({ skip }) => {
    const project = projectOf('shards', major)
    if (!project) return skip(`no Node for Vitest ${major} on this platform`)
    const first = await project.run()
    expect(gateOf(first)).toMatchObject({
      exitCode: 1,
      failed: [expect.stringContaining('four'), expect.stringContaining('one')],
    })

    const one = await project.run(['--reporter=default', ...ours, '--outputFile=one.json'], GATE)
    await Promise.all(
      SHARDS.map((shard) =>
        project.run(
          [`--shard=${shard}/4`, '--reporter=blob', ...ours, `--outputFile.vitest-leak/reporter=shard-${shard}.json`],
          GATE,
        ),
      ),
    )
    const merged = await project.run(
      ['--merge-reports', '--reporter=default', ...ours, '--outputFile=merged.json'],
      GATE,
    )

    // Nothing was lost on the way, and nothing measured again.
    const all = reportIn(project, 'merged.json')
    const shards = SHARDS.map((shard) => reportIn(project, `shard-${shard}.json`))
    const tests = shards.flatMap((shard) => shard.tests)
    expect(all.tests).toHaveLength(17)
    expect(all.tests).toEqual(tests.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)))
    expect(new Set(shards.map((shard) => shard.tests.length))).toEqual(new Set([4, 5]))
    expect(all.files).toEqual(shards.flatMap(({ files }) => files).sort((a, b) => b.bytes - a.bytes))
    expect(all.total.retainedBytes).toBe(shards.reduce((sum, { total }) => sum + total.retainedBytes, 0))

    // And all is as in one run.
    const whole = reportIn(project, 'one.json')
    expect(all.tests.map(verdictOf)).toEqual(whole.tests.map(verdictOf))
    expect(all.baseline).toEqual(whole.baseline)
    expect(all.baseline).toMatchObject({ worse: 2, better: 1 })
    expect({ ...all.total, retainedBytes: 0, retainedObjects: 0 }).toEqual({
      ...whole.total,
      retainedBytes: 0,
      retainedObjects: 0,
    })
    const [site, wholeSite] = [all, whole].map(({ sites }) => sites[0])
    expect(inMegabytes(site?.bytes ?? 0)).toBe(166)
    expect(inMegabytes(wholeSite?.bytes ?? 0)).toBe(166)
    expect(site?.tests).toBe(wholeSite?.tests)
    expect(gateOf(merged)).toEqual(gateOf(one))
    expect(gateOf(merged).exitCode).toBe(1)
    expect(gateOf(merged).failed).toHaveLength(4)
    expect(withoutFigures(tableOf(merged))).toBe(withoutFigures(tableOf(one)))
    expect(tableOf(merged)).toContain('2 over their limit, 2 worse than their baseline')

    // The profiles of the tests that failed, as CI uploads them.
    const folder = join(project.root, '.vitest-leak')
    const profiles = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('diff.pb.gz'))
      .map((file) => join(folder, file))
    expect(profiles).toHaveLength(4)
    expect((await project.cli(['merge', ...profiles, '-o', 'merged.pb.gz'])).stderr).toBe('')
    expect(existsSync(join(project.root, 'merged.pb.gz'))).toBe(true)
    const { stdout } = await project.cli(['top', 'merged.pb.gz'])
    // 50, 45, 16 and 20 MB, in kB.
    expect(stdout).toMatch(/^ *1341\d\d\.\d\dkB .* remember$/m)
  })
})
