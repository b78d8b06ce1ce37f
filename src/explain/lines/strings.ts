import type { AnyNode } from 'acorn'
import { bare, nameOf, ownerOf } from './calls.ts'
import { MAKES_STRING, STRING_GETTERS } from './frameless.ts'
import { callsNamed, isNumeric, type Site } from './site.ts'

export const stringMakers = (site: Site): AnyNode[] => [
  ...site.nodes.filter(makesString),
  ...callsNamed(site, MAKES_STRING).filter((node) => node.type !== 'NewExpression'),
  ...site.nodes.filter((node) => node.type === 'NewExpression' && ownerOf(node.callee) === 'Intl'),
]

function makesString(node: AnyNode): boolean {
  switch (node.type) {
    case 'TemplateLiteral':
      return node.expressions.length > 0
    case 'BinaryExpression':
      if (COMPARISONS.has(node.operator)) return mayBeJoined(node.left) && mayBeJoined(node.right)
      return node.operator === '+' && !(isNumeric(node.right) && isNumeric(node.left))
    case 'AssignmentExpression':
      return node.operator === '+=' && !isNumeric(node.right)
    case 'MemberExpression':
      if (node.computed && mayBeJoined(node.property)) return true
      return STRING_GETTERS.has(nameOf(node) ?? '') || ownerOf(node) === 'env'
    // The environment's variables are made into strings as they are read.
    case 'SpreadElement':
      return nameOf(node.argument) === 'env'
    case 'Property':
    case 'MethodDefinition':
      return node.computed && mayBeJoined(node.key)
    // The names of properties: those of an array are numbers until then.
    case 'ForInStatement':
      return true
    default:
      return false
  }
}

/** Where a joined string is compared or used as a key, V8 makes one piece of it. */
function mayBeJoined(expression: AnyNode): boolean {
  const node = bare(expression)
  if (isNumeric(node) || node.type === 'Literal') return false
  if (node.type === 'UnaryExpression') return false
  return !(node.type === 'Identifier' && node.name === 'undefined')
}
const COMPARISONS: ReadonlySet<string> = new Set(['==', '===', '!=', '!==', 'in'])
