import { fieldOf, type Header } from './header.ts'
import type { Location } from './heap-graph.ts'

/** Where functions and constructors are, by node. Objects of the program's own classes have one each, so there may be millions. */
export function locationArrays({ meta, node_count: nodeCount }: Header) {
  const fields = meta.location_fields
  const [node, scriptId, line, column] = ['object_index', 'script_id', 'line', 'column'].map((field) =>
    fieldOf(fields, field),
  ) as [number, number, number, number]
  const width = fields.length
  const nodeFields = meta.node_fields.length
  let table = new Uint32Array(1024 * width)
  let used = 0
  /** By node: one more than the row. */
  const rowOf = new Uint32Array(nodeCount)
  return {
    add(rows: Float64Array, count: number): void {
      const end = used + count * width
      if (end > table.length) {
        const more = new Uint32Array(2 * end)
        more.set(table)
        table = more
      }
      table.set(rows.subarray(0, count * width), used)
      for (; used < end; used += width) rowOf[(table[used + node] as number) / nodeFields] = used / width + 1
    },
    locationOf(of: number): Location | undefined {
      const row = ((rowOf[of] ?? 0) - 1) * width
      if (row < 0) return undefined
      return {
        scriptId: table[row + scriptId] as number,
        line: (table[row + line] as number) + 1,
        column: (table[row + column] as number) + 1,
      }
    },
  }
}
