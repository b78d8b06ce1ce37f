import type { AnyNode } from 'acorn'
import { MAKES_BIGINT, MAKES_NUMBER, MAKES_SYMBOL } from './frameless.ts'
import { isClass } from './own-code.ts'
import { ARITHMETIC, callsNamed, isNumeric, type Site } from './site.ts'

/** What makes a number that needs an object: a fraction, or one of more than 31 bits. */
export const numberMakers = (site: Site): AnyNode[] => [
  ...site.nodes.filter((node) => computes(node) || storesNumber(node) || isComputedRead(node)),
  ...callsNamed(site, MAKES_NUMBER),
]

export const bigintMakers = (site: Site): AnyNode[] => [
  ...site.nodes.filter((node) => computes(node) || isComputedRead(node)),
  ...callsNamed(site, MAKES_BIGINT),
]

/** A class makes symbols for its private names. */
export const symbolMakers = (site: Site): AnyNode[] => [
  ...callsNamed(site, MAKES_SYMBOL),
  ...site.nodes.filter(
    (node) =>
      isClass(node) && node.body.body.some((member) => 'key' in member && member.key.type === 'PrivateIdentifier'),
  ),
]

function computes(node: AnyNode): boolean {
  switch (node.type) {
    case 'BinaryExpression':
      return node.operator === '+' || ARITHMETIC.has(node.operator)
    case 'UnaryExpression':
      return node.operator === '-' || node.operator === '+' || node.operator === '~'
    case 'AssignmentExpression':
      return !['=', '&&=', '||=', '??='].includes(node.operator)
    default:
      return node.type === 'UpdateExpression'
  }
}

/** A property that holds fractions has a box of its own for each. */
function storesNumber(node: AnyNode): boolean {
  if (node.type === 'AssignmentExpression') return node.left.type === 'MemberExpression'
  if (node.type !== 'ObjectExpression') return false
  return node.properties.some((property) => property.type !== 'Property' || mayBeNumber(property.value))
}

const mayBeNumber = (value: AnyNode): boolean =>
  isNumeric(value) ||
  !(value.type === 'Literal' || /^(?:Object|Array|Function|ArrowFunction|Class|New)Expression$/.test(value.type))

/** An element of an array of fractions gets a box when it is read. */
const isComputedRead = (node: AnyNode): boolean => node.type === 'MemberExpression' && node.computed
