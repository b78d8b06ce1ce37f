import type { AnyNode, ObjectExpression } from 'acorn'
import { isCall, nameOf } from './calls.ts'
import { MAKES_ANY_OBJECT, MAKES_OBJECT } from './frameless.ts'
import { callsNamed, classesIn, isNumeric, opaqueMakers, type Site } from './site.ts'

/** What makes a plain object, of these keys if they are known. */
export function objectMakers(site: Site, keys: readonly string[] | undefined): AnyNode[] {
  const literals = site.nodes.filter((node) => node.type === 'ObjectExpression').map(literal)
  const always = [
    ...literals.filter(({ isOpen }) => isOpen).filter((one) => isPossible(one, keys)),
    ...callsNamed(site, MAKES_ANY_OBJECT).filter((node) => !isNewOf(node)),
    ...opaqueMakers(site),
    ...objectRests(site),
  ].map((found) => ('node' in found ? found.node : found))
  const whole = keys && literals.filter((one) => !one.isOpen && isWhole(one, keys))
  if (whole && whole.length > 0) {
    const grown = literals.filter((one) => !one.isOpen && isPossible(one, keys) && canGrow(site, one, keys))
    return [...always, ...[...whole, ...grown].map(({ node }) => node)]
  }
  return [
    ...always,
    ...literals.filter((one) => !one.isOpen && isPossible(one, keys)).map(({ node }) => node),
    ...callsNamed(site, MAKES_OBJECT),
    ...(keys === undefined || keys.includes('constructor') ? classesIn(site) : []),
  ]
}

interface Literal {
  readonly node: ObjectExpression
  /** By name, whether the value may be a small integer. */
  readonly keys: ReadonlyMap<string, boolean>
  /** It may have keys that its text does not say. */
  readonly isOpen: boolean
}

function literal(node: ObjectExpression): Literal {
  const keys = new Map<string, boolean>()
  let isOpen = false
  for (const property of node.properties) {
    const key = property.type === 'Property' ? keyOf(property.key, property.computed) : undefined
    if (property.type !== 'Property' || key === undefined) isOpen = true
    else if (key === '__proto__' && !property.shorthand && !property.computed && !property.method) continue
    // An index is no property with a name.
    else if (!/^\d+$/.test(key)) keys.set(key, property.kind === 'init' && mayBeInteger(property.value))
  }
  return { node, keys, isOpen }
}

function keyOf(key: AnyNode, isComputed: boolean): string | undefined {
  if (key.type === 'Literal') return String(key.value)
  return key.type === 'Identifier' && !isComputed ? key.name : undefined
}

function mayBeInteger(value: AnyNode): boolean {
  if (isNumeric(value)) return true
  if (value.type === 'Literal') return false
  return !NEVER_INTEGERS.has(value.type)
}
const NEVER_INTEGERS: ReadonlySet<string> = new Set([
  'ObjectExpression',
  'ArrayExpression',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassExpression',
  'TemplateLiteral',
  'NewExpression',
])

const isWhole = (one: Literal, keys: readonly string[]): boolean =>
  one.keys.size === new Set(keys).size && keys.every((key) => one.keys.has(key))

/** Nothing says that it is another: a key that the object lacks may hold an integer, one that it has may come later. */
const isPossible = (one: Literal, keys: readonly string[] | undefined): boolean =>
  keys === undefined || [...one.keys].every(([key, mayBeHidden]) => keys.includes(key) || mayBeHidden)

/** The file adds the keys that are missing to some object. */
const canGrow = (site: Site, one: Literal, keys: readonly string[]): boolean =>
  !isWhole(one, keys) &&
  [...one.keys.keys()].every((key) => keys.includes(key)) &&
  keys.every((key) => one.keys.has(key) || site.names.isAssignedKey(key) || site.names.isAssignedKey(''))

const objectRests = (site: Site): AnyNode[] =>
  site.nodes
    .filter((node) => node.type === 'ObjectPattern')
    .flatMap((node) => node.properties.filter((property) => property.type === 'RestElement'))

const isNewOf = (node: AnyNode): boolean =>
  isCall(node) && node.type === 'NewExpression' && nameOf(node.callee) !== 'Function'
