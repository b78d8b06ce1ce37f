import type { AnyNode } from 'acorn'

/** The nodes right below a node, in the order of the source. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = []
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) children.push(...value.filter(isNode))
    else if (isNode(value)) children.push(value)
  }
  // A shorthand property `{ a }` has one node as its key and as its value.
  return [...new Set(children)].sort((a, b) => a.start - b.start)
}

/**
 * All nodes from the given ones down, each before what is below it. Not by recursion: sums of bundlers nest by the
 * thousand.
 *
 * @param below what to look at below a node
 */
export function* walk(roots: readonly AnyNode[], below: (node: AnyNode) => readonly AnyNode[] = childrenOf) {
  const stack = [...roots].reverse()
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node
    stack.push(...[...below(node)].reverse())
  }
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
