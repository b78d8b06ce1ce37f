import { textOrder } from '../report/text-order.ts'
import type { CallEdge, CallNode } from './call-graph.ts'

/** Heaviest first. */
export const byWeight = (a: CallEdge, b: CallEdge): number =>
  Math.abs(b.weight) - Math.abs(a.weight) || textOrder(a.from.name, b.from.name) || textOrder(a.to.name, b.to.name)

/** Takes away calls of little weight. @returns how many */
export function dropSmallEdges(nodes: readonly CallNode[], cutoff: number): number {
  let dropped = 0
  for (const node of nodes) {
    for (const edge of node.in.filter(({ weight }) => Math.abs(weight) < cutoff)) {
      remove(edge)
      dropped++
    }
  }
  return dropped
}

/**
 * Takes away calls that go over nodes which were left out, where another way leads from the one to the other as well: they make a picture
 * dense and say nothing. Those that are heavier than a real call stay.
 */
export function dropRedundantEdges(nodes: readonly CallNode[]): void {
  for (const node of [...nodes].reverse()) {
    const lightestFirst = [...node.in].sort(byWeight).reverse()
    const end = lightestFirst.findIndex(({ isResidual }) => !isResidual)
    for (const edge of end === -1 ? lightestFirst : lightestFirst.slice(0, end)) if (isRedundant(edge)) remove(edge)
  }
}

function isRedundant(edge: CallEdge): boolean {
  const seen = new Set([edge.to])
  // A set that grows is a queue as well.
  for (const node of seen) {
    for (const call of node.in) {
      if (call === edge || seen.has(call.from)) continue
      if (call.from === edge.from) return true
      seen.add(call.from)
    }
  }
  return false
}

function remove(edge: CallEdge): void {
  edge.from.out = edge.from.out.filter((other) => other !== edge)
  edge.to.in = edge.to.in.filter((other) => other !== edge)
}
