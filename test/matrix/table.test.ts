import { expect, test } from 'vitest'
import { width } from '../../src/report/text.ts'
import { type Cell, cellsOf } from './cells.ts'
import { type Result, tableLines, totalLine } from './table.ts'

const resultOf = (cell: Cell): Result => {
  if (cell.node === 20 && cell.major === 5) return { cell, reason: 'too old' }
  const isSlow = cell.column === 'vmForks'
  return { cell, seconds: isSlow ? 123.4 : 8.14, attempts: isSlow ? 2 : 1, problems: cell.node === 26 ? ['wrong'] : [] }
}

test('all cells fit into 100 columns', () => {
  const lines = tableLines(cellsOf({}).map(resultOf))
  expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(100)
})

test('the table of a few cells', () => {
  const cells = cellsOf({ nodes: [20, 26], pools: ['forks', 'vmForks'], specials: ['pnpm'] })
  const results = cells.map(resultOf)
  expect(`${tableLines(results).slice(0, 8).join('\n')}\n${totalLine(results)}`).toMatchInlineSnapshot(`
    "                  vm
    Node Vitest forks Forks pnpm
    20   3.2    ✓ 8.1 ✓²123 ✓ 8.1
    20   4      ✓ 8.1 ✓²123 ✓ 8.1
    20   5      –     –     –
    26   3.2    ✗ 8.1 ✗²123 ✗ 8.1
    26   4      ✗ 8.1 ✗²123 ✗ 8.1
    26   5      ✗ 8.1 ✗²123 ✗ 8.1
    6 cells passed, 9 failed, 3 not possible"
  `)
})
