import { expect, test } from 'vitest'
import type { BenchmarkRow } from '../../../src/bench/vitest/benchmark-row.ts'
import { allocationTable } from '../../../src/bench/vitest/table.ts'
import { plain } from '../../../src/report/paint.ts'
import { width } from '../../../src/report/text.ts'
import { allocations, compared, site } from './allocations.ts'

const parse: BenchmarkRow[] = [
  { name: 'small', now: allocations(4600, 112, 0, [site('parseToken', '/app/src/parse.ts', 12, 3772)]) },
  { name: 'large', now: allocations(83_150, 2011, 0, [site('', '/app/src/parse.ts', 40, 83_150)]) },
]

const fractions: BenchmarkRow[] = [
  { name: 'now and then', now: allocations(33.4, 0.25, 0.4) },
  { name: 'nothing', now: allocations(0, 0) },
  { name: 'frees', now: allocations(16, 1, -16) },
]

const changed: BenchmarkRow[] = [
  compared('small', [4600, 112], allocations(4839, 112, 24, [site('parseToken', '/app/src/parse.ts', 12, 3772)])),
  compared('large', [83_150, 2011, 96], allocations(41_000, 1004, 96)),
  { name: 'new', now: allocations(1_000_000, 10, 0) },
]

const strange: BenchmarkRow[] = [
  { name: 'a\nb\u001b[31m\u202e', now: allocations(10, 1) },
  {
    name: `a name that is ${'very '.repeat(12)}long`,
    now: allocations(10, 1, 0, [site('f'.repeat(90), '/x.ts', 1, 10)]),
  },
  { name: '日本語の名前', now: allocations(10, 1) },
]

const tables = { parse, fractions, changed, strange }
const widths = [120, 80, 60, 40]

test.for(Object.entries(tables))('%s', async ([name, rows]) => {
  const texts = widths.map((columns) =>
    allocationTable(`test/parse.bench.ts > ${name}`, rows, { columns, root: '/app', paint: plain }).join('\n'),
  )
  for (const [index, text] of texts.entries()) {
    for (const line of text.split('\n')) expect.soft(width(line), line).toBeLessThanOrEqual(widths[index] ?? 0)
  }
  await expect(`${texts.join('\n\n')}\n`).toMatchFileSnapshot(`__golden__/${name}.txt`)
})

test('nothing is printed where nothing was measured', () => {
  expect(allocationTable('parse', [], { columns: 80, root: '/app', paint: plain })).toEqual([])
})

test('what is bold or dim does not move a column', () => {
  const paint = { ...plain, bold: (text: string) => `<b>${text}</b>`, dim: (text: string) => `<d>${text}</d>` }
  const options = { columns: 120, root: '/app' }
  const painted = allocationTable('parse', parse, { ...options, paint }).map((line) => line.replace(/<\/?[bd]>/g, ''))
  expect(painted).toEqual(allocationTable('parse', parse, { ...options, paint: plain }))
})
