import { fixedColumn } from './fixed-column.ts'
import { packedColumn } from './packed-column.ts'
import { type PackedTree, type PageTree, SMALLER } from './page-data.ts'

/** The tree as it stands in a page. */
export const packedTree = ({ functions, depths, values }: PageTree): PackedTree => ({
  functions: fixedColumn(functions.map((fn) => fn - SMALLER)),
  steps: packedColumn(depths.map((depth, node) => depth - (depths[node - 1] ?? 0))),
  values: values.map(packedColumn),
})
