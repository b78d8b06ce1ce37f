import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type PageBlock, pageBlocks } from '../docs/page-blocks.ts'
import { holdersPart, lasting, statedBytes, tellingPart, wholeReport } from '../docs/report-parts.ts'
import { outcomesIn } from './harness/json-report.ts'
import { type Project, projectOf } from './harness/project.ts'
import { ownNodeMajor } from './harness/run-node.ts'

// What the pages show of code and of reports is what real runs of real files have printed. `UPDATE_DOCS=1` writes it into the pages.

const FIXTURES = join(import.meta.dirname, 'fixtures/docs')
/** The figures on the pages are of this one. */
const NODE_OF_FIGURES = 20
const parts: Readonly<Record<string, (failure: string) => string>> = {
  report: wholeReport,
  'part of the report': tellingPart,
  'holders in the report': holdersPart,
}

interface Outcome {
  readonly status: string
  readonly failure: string
}

async function outcomesOf(project: Project, args: readonly string[] = [], env = {}): Promise<Map<string, Outcome>> {
  await project.run(['--reporter=json', '--outputFile=results.json', ...args], env)
  return new Map(
    [...outcomesIn(project.read('results.json'))].map(([name, { status, messages }]) => [
      name,
      { status, failure: messages[0] ?? '' },
    ]),
  )
}

/** By what the comment before a block says: a file of the fixtures, or what was printed of a test. */
const copiesOf = (outcomes: ReadonlyMap<string, Outcome>) => (comment: string) => {
  const [, kind = '', name = ''] = /^([\w ]+): (.*)$/.exec(comment) ?? []
  if (kind === 'file') return readFileSync(join(FIXTURES, name), 'utf8')
  const part = parts[kind]
  const failure = outcomes.get(name)?.failure
  return part && failure ? part(failure) : undefined
}

function expectCopies(blocks: readonly PageBlock[]): void {
  for (const { place, comment, onPage, wanted } of blocks) {
    if (comment.startsWith('file')) {
      expect.soft(onPage, place).toBe(wanted)
      continue
    }
    expect.soft(lasting(onPage), place).toBe(lasting(wanted))
    if (ownNodeMajor !== NODE_OF_FIGURES || Number.isNaN(statedBytes(wanted))) continue
    // Tables grow in steps, and how many fall between the checkpoints depends on the calls before, which a busy machine has fewer of.
    const [shown, printed] = [statedBytes(onPage), statedBytes(wanted)]
    expect
      .soft(Math.max(shown, printed) / Math.min(shown, printed), `${place}: the size in the first line`)
      .toBeLessThan(2)
  }
}

const reports = (blocks: readonly PageBlock[]): number =>
  blocks.filter(({ comment }) => / ?report: /.test(comment)).length

test('docs/why-is-this-a-leak.md', { timeout: 400_000, retry: 1 }, async () => {
  const project = projectOf('docs/leaks') as Project
  const outcomes = await outcomesOf(project)
  const names = [...outcomes.keys()]
  const fixed = names.filter((name) => name.startsWith('fixed: '))
  for (const name of names)
    expect.soft(`${name}: ${outcomes.get(name)?.status}`).toBe(`${name}: ${fixed.includes(name) ? 'passed' : 'failed'}`)
  expect(fixed.length).toBe(names.length / 2)

  const blocks = pageBlocks('why-is-this-a-leak.md', copiesOf(outcomes))
  expectCopies(blocks)
  expect(reports(blocks)).toBe(fixed.length)
})

test('docs/matchers', { timeout: 300_000 }, async () => {
  const project = projectOf('docs/matchers') as Project
  const first = await outcomesOf(project)
  project.write('src/page.ts', readFileSync(join(FIXTURES, 'matchers/src/page-later.ts'), 'utf8'))
  const later = await outcomesOf(project, ['to-match-heap-baseline'], { CI: '1' })
  const copies = copiesOf(new Map([...first, ...later]))
  for (const matcher of [
    'to-leak',
    'to-not-retain-more-than',
    'to-not-allocate-more-than',
    'to-be-collected',
    'to-match-heap-baseline',
  ]) {
    const blocks = pageBlocks(`matchers/${matcher}.md`, copies)
    expectCopies(blocks)
    expect.soft(reports(blocks), matcher).toBe(1)
  }
})

test('README.md', { timeout: 100_000 }, async () => {
  const outcomes = await outcomesOf(projectOf('docs/readme') as Project)
  const blocks = pageBlocks('../README.md', copiesOf(outcomes))
  expectCopies(blocks)
  expect(blocks.map(({ comment }) => comment.split(':')[0])).toEqual(['file', 'file', 'file', 'report'])
})
