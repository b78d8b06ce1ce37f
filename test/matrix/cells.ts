import { allMajors, type Major, type Pool, pools } from '../e2e/harness/majors.ts'

export const allNodes = [20, 22, 24, 26] as const

export type NodeMajor = (typeof allNodes)[number]

/** What is tried beside the pools, in the default pool, in the order of the table. */
export const specials = [
  'jsdom',
  'happy-dom',
  'no-isolate',
  'projects',
  'globals',
  'coverage-v8',
  'coverage-istanbul',
  'alias',
  'pnpm',
  'cjs',
] as const

export type Special = (typeof specials)[number]

export type Column = Pool | Special

export const columns: readonly Column[] = [...pools, ...specials]

export const isPool = (column: Column): column is Pool => (pools as readonly string[]).includes(column)

/** One run of Vitest. */
export interface Cell {
  readonly node: NodeMajor
  readonly major: Major
  readonly column: Column
}

/** What to run; what is absent is not restricted. */
export interface Selection {
  readonly nodes?: readonly NodeMajor[] | undefined
  readonly majors?: readonly Major[] | undefined
  readonly pools?: readonly Pool[] | undefined
  readonly specials?: readonly Special[] | undefined
  readonly quick?: boolean | undefined
}

/** Where the specials run: together the majors have seen the oldest Node and the newest. */
const specialNode: Readonly<Record<Major, NodeMajor>> = { 3: 20, 4: 24, 5: 26 }

/** Row by row. */
export function cellsOf(selection: Selection): readonly Cell[] {
  const { majors = allMajors } = selection
  const all = (selection.nodes ?? allNodes).flatMap((node) =>
    majors.flatMap((major) => columns.map((column): Cell => ({ node, major, column }))),
  )
  return all.filter((cell) => isColumnWanted(cell.column, selection) && isInPlan(cell, selection))
}

/** A person who names pools or specials wants no others. */
function isColumnWanted(column: Column, { pools, specials }: Selection): boolean {
  if (!pools && !specials) return true
  return [...(pools ?? []), ...(specials ?? [])].includes(column)
}

function isInPlan({ node, major, column }: Cell, { quick, nodes, specials }: Selection): boolean {
  if (quick) return isPool(column) ? isQuickPool(node, major, column) : isQuickSpecial(node, major, column)
  const isNamed = nodes !== undefined && specials !== undefined
  return isPool(column) || node === specialNode[major] || isNamed
}

/** Each Node with each Vitest, and each Vitest in each pool: a Latin square, and what Vitest 5 lacks on Node 20. */
function isQuickPool(node: NodeMajor, major: Major, pool: Pool): boolean {
  const turn = (allNodes.indexOf(node) + allMajors.indexOf(major)) % pools.length
  if (pools[turn] === pool) return true
  return major === 5 && node === 24 && pools[(allNodes.indexOf(20) + allMajors.indexOf(5)) % pools.length] === pool
}

/** Each special once, by turns with another Vitest. */
const isQuickSpecial = (node: NodeMajor, major: Major, column: Special): boolean =>
  node === specialNode[major] && allMajors[specials.indexOf(column) % allMajors.length] === major

/** `Node 24 · Vitest 5 · vmThreads`. */
export const nameOf = ({ node, major, column }: Cell): string => `Node ${node} · Vitest ${versionOf[major]} · ${column}`

/** As the README has them. */
export const versionOf: Readonly<Record<Major, string>> = { 3: '3.2', 4: '4', 5: '5' }
