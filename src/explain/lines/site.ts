import type { AnyNode } from 'acorn'
import { bare, type Call, calledNames, calleeOf, isCall, isSuperCall, nameOf } from './calls.ts'
import type { FileNames } from './file-names.ts'
import { type ClassNode, type FunctionNode, isClass, type OwnCode } from './own-code.ts'

/** A function that made what leaked, and all that its own frame runs. */
export interface Site {
  readonly code: OwnCode
  readonly nodes: readonly AnyNode[]
  readonly names: FileNames
  /** Offset at which V8 says that a function of the file starts. */
  startOf(node: FunctionNode | ClassNode): number
}

/** All names under which a call's callee is known. */
export const namesOfCall = (site: Site, call: Call): readonly string[] =>
  calledNames(call).flatMap((name) => [name, ...site.names.aliasesOf(name)])

/** Calls of something that the file does not declare as a function: it may be a part of the runtime without a frame. */
export function foreignCalls(site: Site): AnyNode[] {
  return site.nodes.filter(
    (node) => node.type === 'ImportExpression' || (isCall(node) && !isSuperCall(node) && !isOwn(site, node)),
  )
}

const isOwn = ({ names }: Site, call: Call): boolean => {
  const callee = calleeOf(call)
  const name = nameOf(callee) ?? ''
  return (callee.type === 'Identifier' || name.startsWith('#')) && names.isOwnFunction(name)
}

/** Calls, but not of functions of the file, under one of these names. */
export function callsNamed(site: Site, wanted: ReadonlySet<string>): AnyNode[] {
  return foreignCalls(site).filter((node) => isCall(node) && namesOfCall(site, node).some((name) => wanted.has(name)))
}

/** What makes an object of which the file does not tell the class: `new K()` of a parameter, `super()`. */
export function opaqueMakers(site: Site): AnyNode[] {
  const { code, nodes, names } = site
  const implicit = code.what === 'implicit constructor' && code.head.superClass ? [code.head] : []
  return [
    ...implicit,
    ...nodes.filter((node) => {
      if (isSuperCall(node)) return true
      if (node.type !== 'NewExpression') return false
      const name = nameOf(node.callee)
      if (name === undefined || OPAQUE_MEMBERS.has(name)) return true
      // Minified names of another file say nothing.
      return names.isVariable(name) || (name.length <= 2 && !names.isOwnClass(name) && !names.isOwnFunction(name))
    }),
  ]
}

const OPAQUE_MEMBERS = new Set(['default', 'constructor'])

/** A class is an object with an object as its prototype, which is of its superclass. */
export const classesIn = (site: Site): AnyNode[] => site.nodes.filter(isClass)

export const isAsync = ({ what, head }: OwnCode): boolean => what === 'function' && head.async === true
export const isGenerator = ({ what, head }: OwnCode): boolean => what === 'function' && head.generator === true

export const awaitsIn = (site: Site): AnyNode[] =>
  site.nodes.filter(
    (node) =>
      node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await) || isAsyncYield(site, node),
  )
const isAsyncYield = ({ code }: Site, node: AnyNode): boolean =>
  node.type === 'YieldExpression' && isAsync(code) && isGenerator(code)

/** What calls an iterator's methods without naming them. */
export const iterationsIn = (site: Site): AnyNode[] =>
  site.nodes.filter(
    (node) =>
      node.type === 'ForOfStatement' ||
      node.type === 'ArrayPattern' ||
      node.type === 'SpreadElement' ||
      (node.type === 'YieldExpression' && node.delegate),
  )

/** Evidently a number (or a bigint): no string comes of adding two of these. */
export function isNumeric(expression: AnyNode): boolean {
  const node = bare(expression)
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number' || typeof node.value === 'bigint'
    case 'UpdateExpression':
      return true
    case 'UnaryExpression':
      return node.operator === '-' || node.operator === '+' || node.operator === '~'
    case 'BinaryExpression':
      return node.operator === '+' ? isNumeric(node.right) && isNumeric(node.left) : ARITHMETIC.has(node.operator)
    default:
      return false
  }
}

export const ARITHMETIC: ReadonlySet<string> = new Set(['-', '*', '/', '%', '**', '|', '&', '^', '<<', '>>', '>>>'])
