import { nodeText } from '../report/node-info.ts'
import { textOrder } from '../report/text-order.ts'
import type { CallEdge, CallNode } from './call-graph.ts'

/**
 * In the order of what a picture gains from them: pprof weighs a node's cum by the entropy of the calls to it and from it, so that one that only
 * passes on what it gets comes after one at which ways part.
 */
export function sortByScore(nodes: CallNode[]): void {
  const scores = new Map(nodes.map((node) => [node, Math.abs(score(node))]))
  nodes.sort(
    (a, b) =>
      (scores.get(b) ?? 0) - (scores.get(a) ?? 0) ||
      textOrder(a.name, b.name) ||
      Math.abs(b.flat) - Math.abs(a.flat) ||
      textOrder(nodeText(a.info), nodeText(b.info)),
  )
}

function score(node: CallNode): number {
  // Where stacks begin and end there is always something to see.
  const before = node.in.length === 0 ? 1 : entropy(node.in, 0)
  const after = node.out.length === 0 ? 1 : entropy(node.out, node.flat)
  return Math.trunc((before + after) * node.cum) + node.flat
}

/**
 * In bits. Where calls of zero or less are, Go's pprof takes logarithms of them, and a node's place is that of the integer which the machine makes
 * of NaN; here they say nothing.
 */
function entropy(edges: readonly CallEdge[], self: number): number {
  const total = edges.reduce((sum, { weight }) => sum + Math.max(0, weight), self)
  if (total <= 0) return 0
  const parts = [...edges.map(({ weight }) => Math.abs(weight)), ...(self > 0 ? [self] : [])]
  return parts.reduce((sum, part) => (part === 0 ? sum : sum - (part / total) * Math.log2(part / total)), 0)
}
