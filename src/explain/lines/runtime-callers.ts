import type { AnyNode } from 'acorn'
import { bare, isCall, isSuperCall, nameOf } from './calls.ts'
import { isClass } from './own-code.ts'
import { awaitsIn, foreignCalls, isAsync, isGenerator, iterationsIn, namesOfCall, type Site } from './site.ts'

/** The expressions that may have called a function of the runtime; all calls where none is of that name. */
export function callersOf(site: Site, via: string): AnyNode[] {
  const { names, accessor } = readName(via)
  const byName = accessor ? accesses(site, names, accessor) : callers(site, names)
  const found = [...byName, ...implicitCallers(site, names)]
  return found.length > 0 ? found : everyCaller(site, accessor !== undefined)
}

/** One function under several names: V8 tells one of them. */
const SAME: readonly (readonly string[])[] = [
  ['addListener', 'on'],
  ['removeListener', 'off'],
  ['values', 'keys', 'iterator'],
  ['entries', 'iterator'],
  ['trimStart', 'trimLeft'],
  ['trimEnd', 'trimRight'],
  ['toUTCString', 'toGMTString'],
  ['replace', 'replaceAll'],
]

function readName(via: string): { names: ReadonlySet<string>; accessor?: 'get' | 'set' } {
  const whole = via.replace(/^(?:bound |async )+/, '')
  const [, accessor, rest = whole] = /^(get|set) (.*)$/.exec(whole) ?? []
  const symbol = /\[Symbol\.(\w+)\]$/.exec(rest)?.[1]
  const last = symbol ?? rest.slice(rest.lastIndexOf('.') + 1)
  const names = new Set([last, ...SAME.filter((group) => group.includes(last)).flat()])
  return accessor === 'get' || accessor === 'set' ? { names, accessor } : { names }
}

function callers(site: Site, names: ReadonlySet<string>): AnyNode[] {
  const { code } = site
  const isCalled = (name: string): boolean => names.has(name)
  const isParent = (parent: AnyNode | null | undefined): boolean =>
    parent != null && isCalled(nameOf(parent) ?? [...names].join())
  const implicit = code.what === 'implicit constructor' && isParent(code.head.superClass) ? [code.head] : []
  return [
    ...implicit,
    ...foreignCalls(site).filter((node) => isCall(node) && namesOfCall(site, node).some(isCalled)),
    ...(isParent(code.constructs?.superClass) ? site.nodes.filter(isSuperCall) : []),
  ]
}

function accesses(site: Site, names: ReadonlySet<string>, accessor: 'get' | 'set'): AnyNode[] {
  const isNamed = (node: AnyNode): boolean => names.has(nameOf(node) ?? '')
  if (accessor === 'set') {
    return site.nodes.filter(
      (node) =>
        (node.type === 'AssignmentExpression' && isNamed(node.left)) ||
        (node.type === 'UpdateExpression' && isNamed(node.argument)),
    )
  }
  return site.nodes.filter(
    (node) =>
      (node.type === 'MemberExpression' && isNamed(node)) ||
      (node.type === 'ObjectPattern' &&
        node.properties.some((property) => property.type === 'Property' && names.has(nameOf(property.key) ?? ''))),
  )
}

const ITERATION = ['next', 'return', 'throw', 'values', 'entries', 'iterator', 'asyncIterator']
const CONVERSION = ['toString', 'valueOf', 'toPrimitive', 'toJSON', 'toLocaleString']

/** What the language calls without its name being there. */
function implicitCallers(site: Site, names: ReadonlySet<string>): AnyNode[] {
  const anyOf = (wanted: readonly string[]): boolean => wanted.some((name) => names.has(name))
  return [
    ...(anyOf(ITERATION) ? iterationsIn(site) : []),
    ...(anyOf(['then', 'resolve', 'next', 'asyncIterator']) ? asyncSteps(site) : []),
    ...(anyOf(CONVERSION) ? [...site.nodes.filter(converts), ...foreignCalls(site)] : []),
    ...(anyOf(['importModuleDynamicallyCallback'])
      ? site.nodes.filter((node) => node.type === 'ImportExpression')
      : []),
  ]
}

const asyncSteps = (site: Site): AnyNode[] => [
  ...awaitsIn(site),
  // `return thenable` calls its then.
  ...(isAsync(site.code) ? site.nodes.filter((node) => node.type === 'ReturnStatement' && node.argument) : []),
]

const converts = (node: AnyNode): boolean =>
  (node.type === 'TemplateLiteral' && node.expressions.length > 0) ||
  node.type === 'BinaryExpression' ||
  (node.type === 'UnaryExpression' && ['+', '-', '~'].includes(node.operator)) ||
  (node.type === 'AssignmentExpression' && node.operator !== '=') ||
  (node.type === 'MemberExpression' && node.computed)

function everyCaller(site: Site, isAccessor: boolean): AnyNode[] {
  const { code } = site
  const startsWork =
    isAsync(code) || isGenerator(code) || (code.what === 'implicit constructor' && code.head.superClass)
  return [
    ...(startsWork ? [code.head] : []),
    ...foreignCalls(site),
    ...site.nodes.filter((node) => isSuperCall(node) || (isAccessor && isAccess(node)) || isClass(bare(node))),
    ...iterationsIn(site),
    ...asyncSteps(site),
    ...site.nodes.filter((node) => node.type === 'BinaryExpression' && node.operator === 'instanceof'),
  ]
}

const isAccess = (node: AnyNode): boolean =>
  node.type === 'MemberExpression' || node.type === 'ObjectPattern' || node.type === 'SpreadElement'
