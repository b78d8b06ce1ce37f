import { type Paint, plain } from '../../src/report/paint.ts'
import { padEnd, padStart, width } from '../../src/report/text.ts'
import type { Major } from '../e2e/harness/majors.ts'
import { type Cell, type Column, columns, type NodeMajor, versionOf } from './cells.ts'
import type { Outcome } from './run-cell.ts'
import { setupOf } from './setups.ts'

/** A cell that there cannot be, and why. */
export interface Impossible {
  readonly cell: Cell
  readonly reason: string
}

export type Result = Outcome | Impossible

const isImpossible = (result: Result): result is Impossible => 'reason' in result

/** In two lines, so that all of them fit into 100 columns. */
const titles: Readonly<Record<Column, readonly [string, string]>> = {
  forks: ['', 'forks'],
  threads: ['', 'threads'],
  vmThreads: ['vm', 'Threads'],
  vmForks: ['vm', 'Forks'],
  jsdom: ['', 'jsdom'],
  'happy-dom': ['happy', '-dom'],
  'no-isolate': ['no is', 'olate'],
  projects: ['proj', 'ects'],
  globals: ['glob', 'als'],
  'coverage-v8': ['cov.', 'v8'],
  'coverage-istanbul': ['cov.', 'ist.'],
  alias: ['path', 'alias'],
  pnpm: ['', 'pnpm'],
  cjs: ['', 'CJS'],
}

const LEGEND = [
  '✓ passed   ≈ passed with a limit   ✗ failed   – not possible   ² second try: out of time',
  'Figures are seconds, empty: not chosen. What stands right of the pools runs in forks:',
  '"no isolate" isolate: false, "cov." --coverage with v8 and istanbul, "path alias" tsconfig paths',
  'and resolve.alias, "pnpm" a workspace, "CJS" a package and a source in CommonJS.',
]

/** A row for each Node with each Vitest, a column for each pool and special: 100 columns at most. */
export function tableLines(results: readonly Result[], paint: Paint = plain): readonly string[] {
  const shown = columns.filter((column) => results.some(({ cell }) => cell.column === column))
  const line = (node: string, vitest: string, cells: readonly string[]): string =>
    [padEnd(node, 4), padEnd(vitest, 6), ...cells].join(' ').trimEnd()
  const heads = [0, 1].map((index) =>
    line(
      index === 1 ? 'Node' : '',
      index === 1 ? 'Vitest' : '',
      shown.map((column) => padEnd(titles[column][index] ?? '', widthOf(column))),
    ),
  )
  const rows = rowsOf(results).map(([node, major]) =>
    line(
      String(node),
      versionOf[major],
      shown.map((column) => {
        const result = results.find(({ cell }) => cell.node === node && cell.major === major && cell.column === column)
        return result ? cellText(result, widthOf(column), paint) : ' '.repeat(widthOf(column))
      }),
    ),
  )
  return [...heads.map(paint.bold), ...rows, '', ...LEGEND.map(paint.dim)]
}

/** `44 cells passed, 0 failed, 4 not possible`. */
export function totalLine(results: readonly Result[]): string {
  const ran = results.filter((result): result is Outcome => !isImpossible(result))
  const failed = ran.filter(({ problems }) => problems.length > 0).length
  return `${ran.length - failed} cells passed, ${failed} failed, ${results.length - ran.length} not possible`
}

const rowsOf = (results: readonly Result[]): readonly (readonly [NodeMajor, Major])[] => {
  const rows = new Map(results.map(({ cell: { node, major } }) => [`${node} ${major}`, [node, major] as const]))
  return [...rows.values()]
}

const CELL_WIDTH = 5
const widthOf = (column: Column): number => Math.max(CELL_WIDTH, ...titles[column].map(width))

/** `✓`, `≈` or `✗`. */
export function markOf({ cell, problems }: Outcome): string {
  if (problems.length > 0) return '✗'
  return setupOf(cell).limit ? '≈' : '✓'
}

/** What stands below the table: why cells were not possible, and what the limits are. */
export const noteLines = (results: readonly Result[]): readonly string[] => [
  ...new Set(
    results.flatMap((result) => {
      if (isImpossible(result)) return [`– ${result.reason}`]
      const { limit } = setupOf(result.cell)
      return limit ? [`≈ ${limit}`] : []
    }),
  ),
]

/** `✓ 8.1`, `✓² 12`: mark, try, seconds. */
function cellText(result: Result, columnWidth: number, paint: Paint): string {
  if (isImpossible(result)) return paint.dim(padEnd('–', columnWidth))
  const { problems, attempts, seconds } = result
  const time = seconds < 9.95 ? seconds.toFixed(1) : seconds.toFixed(0)
  const text = padEnd(`${markOf(result)}${attempts > 1 ? '²' : ' '}${padStart(time, 3)}`, columnWidth)
  return problems.length > 0 ? paint.red(text) : text
}
