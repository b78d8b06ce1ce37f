import { type RootKind, rootKinds } from './roots.ts'

/** What is noted of a root while all of them are collected: there may be a million. */
interface RootEntry {
  readonly kind: RootKind
  /** Whose it is: a scope, a global object, a category of V8's. */
  readonly holder: number
  /** The edge to it, or the node of its name. */
  readonly detail: number
}

const FIELDS = 5

export function rootTable() {
  let rows = new Uint32Array(1024 * FIELDS)
  let count = 0
  return {
    add(kind: RootKind, node: number, cost: number, holder: number, detail: number): void {
      if ((count + 1) * FIELDS > rows.length) {
        const more = new Uint32Array(rows.length * 2)
        more.set(rows)
        rows = more
      }
      const at = FIELDS * count++
      rows[at] = node
      rows[at + 1] = cost
      rows[at + 2] = rootKinds.indexOf(kind)
      rows[at + 3] = holder
      rows[at + 4] = detail
    },
    done() {
      const nodes = new Uint32Array(count)
      const costs = new Uint8Array(count)
      for (let root = 0; root < count; root++) {
        nodes[root] = rows[root * FIELDS] as number
        costs[root] = rows[root * FIELDS + 1] as number
      }
      const entry = (root: number): RootEntry => ({
        kind: rootKinds[rows[root * FIELDS + 2] as number] as RootKind,
        holder: rows[root * FIELDS + 3] as number,
        detail: rows[root * FIELDS + 4] as number,
      })
      return { count, nodes, costs, entry }
    },
  }
}
