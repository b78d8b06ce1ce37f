import { loadavg } from 'node:os'
import picocolors from 'picocolors'
import { majors } from '../e2e/harness/majors.ts'
import { nodeOf } from '../e2e/harness/node.ts'
import { pack } from '../e2e/harness/pack.ts'
import { type Cell, cellsOf, nameOf, versionOf } from './cells.ts'
import { readOptions } from './options.ts'
import { install } from './places.ts'
import { type Outcome, runCell } from './run-cell.ts'
import { markOf, noteLines, type Result, tableLines, totalLine } from './table.ts'

/** @returns the exit code */
export async function main(args: readonly string[]): Promise<number> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  const { jobs, ...selection } = readOptions(args)
  const cells = cellsOf(selection)
  if (cells.length === 0) {
    console.error('error: --quick has none of these cells: leave it out')
    return 1
  }

  console.log('packing and installing …')
  const tarball = await pack()
  const nodes = await nodesOf(cells)
  const reasons = new Map(cells.map((cell) => [cell, whyNot(cell, nodes)]))
  const possible = cells.filter((cell) => reasons.get(cell) === undefined)
  for (const cell of possible) await install(cell, tarball)

  console.log(`${possible.length} cells, ${jobs} at a time; load ${loadavg()[0]?.toFixed(1)}`)
  const outcomes = await runAll(possible, jobs, (cell) => runCell(cell, nodes.get(cell.node) ?? '', tarball))
  const results = cells.map(
    (cell): Result => outcomes.get(cell) ?? { cell, reason: reasons.get(cell) ?? 'it was not run' },
  )

  console.log(`\n${tableLines(results, picocolors).join('\n')}`)
  for (const note of noteLines(results)) console.log(note)
  console.log(`\n${totalLine(results)}`)
  return [...outcomes.values()].some(({ problems }) => problems.length > 0) ? 1 : 0
}

async function nodesOf(cells: readonly Cell[]): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>()
  for (const major of new Set(cells.map(({ node }) => node))) {
    const node = await nodeOf(major)
    if (node) found.set(major, node)
  }
  return found
}

function whyNot({ node, major }: Cell, nodes: ReadonlyMap<number, string>): string | undefined {
  const [leastMajor, leastMinor] = majors[major].leastNode
  if (node < leastMajor) return `Vitest ${versionOf[major]} needs Node ${leastMajor}.${leastMinor} or later`
  return nodes.has(node) ? undefined : `npm has no Node ${node} for ${process.platform} ${process.arch}`
}

/** A number of cells at a time, each told when it has ended. */
async function runAll(
  cells: readonly Cell[],
  jobs: number,
  run: (cell: Cell) => Promise<Outcome>,
): Promise<ReadonlyMap<Cell, Outcome>> {
  const outcomes = new Map<Cell, Outcome>()
  const waiting = [...cells]
  const work = async (): Promise<void> => {
    for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
      const outcome = await run(cell)
      outcomes.set(cell, outcome)
      const tries = outcome.attempts > 1 ? ', second try' : ''
      console.log(
        `${markOf(outcome)} ${outcomes.size}/${cells.length}  ${nameOf(cell)}  ${outcome.seconds.toFixed(1)} s${tries}`,
      )
      if (outcome.problems.length > 0) console.log(`\n${outcome.problems.join('\n\n')}\n`)
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  return outcomes
}
