import type { AnyNode, CallExpression, NewExpression, TaggedTemplateExpression } from 'acorn'

export type Call = CallExpression | NewExpression | TaggedTemplateExpression

export const isCall = (node: AnyNode): node is Call =>
  node.type === 'CallExpression' || node.type === 'NewExpression' || node.type === 'TaggedTemplateExpression'

export const isSuperCall = (node: AnyNode): boolean => node.type === 'CallExpression' && node.callee.type === 'Super'

export const calleeOf = (call: Call): AnyNode => bare(call.type === 'TaggedTemplateExpression' ? call.tag : call.callee)

/** `(0, lib.x)` and `(a?.x)` are `lib.x` and `a.x`. */
export function bare(node: AnyNode): AnyNode {
  if (node.type === 'SequenceExpression') return bare(node.expressions.at(-1) as AnyNode)
  return node.type === 'ChainExpression' ? bare(node.expression) : node
}

/** The last name by which an expression is written: `c` of `a.b.c`, of `a['c']` and of `a[Symbol.c]`. */
export function nameOf(expression: AnyNode): string | undefined {
  const node = bare(expression)
  if (node.type === 'Identifier') return node.name
  if (node.type !== 'MemberExpression') return undefined
  if (node.property.type === 'PrivateIdentifier') return `#${node.property.name}`
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : undefined
  if (node.property.type === 'Literal') return typeof node.property.value === 'string' ? node.property.value : undefined
  return ownerOf(node.property) === 'Symbol' ? nameOf(node.property) : undefined
}

/** The name of what a member is taken of: `b` of `a.b.c`. */
export const ownerOf = (node: AnyNode): string | undefined =>
  node.type === 'MemberExpression' ? nameOf(node.object) : undefined

/** The names of what a call may call: `f.call(…)`, `f.apply(…)` and `Reflect.apply(f, …)` call f. */
export function calledNames(call: Call): string[] {
  const callee = calleeOf(call)
  const name = nameOf(callee)
  const owner = ownerOf(callee)
  const [first] = call.type === 'TaggedTemplateExpression' ? [] : call.arguments
  const forwarded =
    owner === 'Reflect' && first ? nameOf(first) : name === 'call' || name === 'apply' ? owner : undefined
  return [name, forwarded].filter((one) => one !== undefined)
}

/** Where a reader looks for it: in a chain of calls over several lines, at the method's name. */
export function pointAt(node: AnyNode): number {
  if (node.type !== 'CallExpression') return node.start
  const callee = calleeOf(node)
  return callee.type === 'MemberExpression' && !callee.computed ? callee.property.start : node.start
}
