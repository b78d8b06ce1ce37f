import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dotOf } from '../../../src/cli/picture/dot-of.ts'
import { readProfileFile } from '../../../src/cli/read-profile-file.ts'
import { type ReportCliOptions, reportOptions } from '../../../src/cli/report-options.ts'
import { reportProfile } from '../../../src/cli/report-profile.ts'
import { shortName } from '../../../src/pprof/graph/dot-text.ts'
import { hasGoFor } from '../../go.ts'

// Go's own pprof is the judge: the same profile's graph in DOT, line by line.

const hasGo = hasGoFor('comparison with `go tool pprof -dot`')

let home = ''
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'dot-oracle-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

const folder = fileURLToPath(new URL('../profiles/', import.meta.url))
const profiles = readdirSync(folder).filter((name) => name.endsWith('.pb.gz'))

const goDot = (args: readonly string[]): string[] =>
  execFileSync('go', ['tool', 'pprof', '-dot', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, HOME: home, PPROF_TMPDIR: home },
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 28,
  })
    .trimEnd()
    .split('\n')
    // Calls to nodes of which nothing is left: pprof draws them to a node that there is not.
    .filter((line) => !/ -> N0 /.test(line))
    .map(comparable)

const ourDot = async (names: readonly string[], options: ReportCliOptions): Promise<string[]> =>
  dotOf(
    await reportProfile(
      names.map((name) => join(folder, name)),
      options,
      false,
    ),
    reportOptions(options),
    false,
  )
    .dot.split('\n')
    // What is ours: letters of which Graphviz knows the widths.
    .filter((line) => !line.startsWith('graph [fontname='))
    .map(comparable)

/** Where names of files are broken into lines is ours too. */
const comparable = (line: string): string =>
  line.replace(
    /^(N\d+ \[label=")(.*?)(" id="node)/,
    (_, before: string, label: string, after: string) => before + label.replace(/\\n| /g, '.') + after,
  )

/** Of nodes with calls below zero Go takes logarithms, and orders by what the machine makes of NaN. */
const isOrderedByChance = (name: string): boolean => name.startsWith('synthetic-random')

/** With names instead of numbers, in no order. */
function unnumbered(lines: readonly string[]): string[] {
  const names = new Map<string, string>()
  for (const line of lines) {
    const [, id, name] = /^(N\d+) \[label=".* tooltip="(.*) \([^)]*\)" color/.exec(line) ?? []
    if (id !== undefined && name !== undefined) names.set(id, name)
  }
  return lines
    .map((line) =>
      line
        .replace(/\b(N+?)(\d+)(?=_|\b)/g, (_, n: string, digits: string) => names.get(`N${digits}`) ?? n + digits)
        .replace(/ id="node\d+"/, ''),
    )
    .sort()
}

describe.skipIf(!hasGo)('go tool pprof -dot has the same', { timeout: 120_000 }, () => {
  test.each(profiles)('%s', async (name) => {
    for (const { type } of readProfileFile(join(folder, name)).sampleTypes) {
      const [ours, go] = [await ourDot([name], { sampleIndex: type }), goDot([`-sample_index=${type}`, name])]
      if (isOrderedByChance(name)) expect(unnumbered(ours)).toEqual(unnumbered(go))
      else expect(ours).toEqual(go)
    }
  })

  test.each<[string, readonly string[], ReportCliOptions, readonly string[]]>([
    [
      'diff-base',
      ['ours-server-current.pb.gz'],
      { diffBase: [join(folder, 'ours-server-base.pb.gz')] },
      ['-diff_base=ours-server-base.pb.gz'],
    ],
    [
      'base',
      ['ours-server-current.pb.gz'],
      { base: [join(folder, 'ours-server-base.pb.gz')] },
      ['-base=ours-server-base.pb.gz'],
    ],
    ['few nodes', ['go-cpu.pb.gz'], { nodecount: 12 }, ['-nodecount=12']],
    ['all nodes', ['go-cpu.pb.gz'], { nodecount: 0 }, ['-nodecount=0']],
    [
      'large parts only',
      ['go-allocs.pb.gz'],
      { nodefraction: 0.05, edgefraction: 0.1 },
      ['-nodefraction=0.05', '-edgefraction=0.1'],
    ],
    ['focus', ['go-cpu.pb.gz'], { focus: 'runtime' }, ['-focus=runtime']],
    ['lines', ['go-allocs.pb.gz'], { granularity: 'lines' }, ['-lines']],
    ['unit', ['go-allocs.pb.gz'], { unit: 'kB' }, ['-unit=kB']],
    ['two profiles', ['go-heap-1000.pb.gz', 'go-heap-2000.pb.gz'], {}, []],
  ])('option: %s', async (name, files, options, goOptions) => {
    const [ours, go] = [await ourDot(files, options), goDot([...goOptions, ...files])]
    if (/base/.test(name)) expect(unnumbered(ours)).toEqual(unnumbered(go))
    else expect(ours).toEqual(go)
  })
})

test('names are shortened as pprof does', () => {
  expect(shortName('github.com/google/pprof/v2/internal.Run')).toBe('internal.Run')
})
