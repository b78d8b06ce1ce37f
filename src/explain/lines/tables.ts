import type { AnyNode } from 'acorn'
import { ENLARGES } from './frameless.ts'
import { callsNamed, type Site } from './site.ts'

/** What makes a table larger that an array, a collection or an object has. */
export function tableMakers(site: Site): AnyNode[] {
  return [...site.nodes.filter(enlarges), ...callsNamed(site, ENLARGES)]
}

function enlarges(node: AnyNode): boolean {
  switch (node.type) {
    case 'AssignmentExpression':
      return storesProperty(node.left)
    case 'UpdateExpression':
      return node.argument.type === 'MemberExpression'
    case 'ForInStatement':
    case 'ForOfStatement':
      return node.left.type !== 'VariableDeclaration' && storesProperty(node.left)
    // What it deletes from becomes a hash table.
    case 'UnaryExpression':
      return node.operator === 'delete'
    // These are filled one by one.
    case 'ArrayExpression':
      return node.elements.some((element) => element?.type === 'SpreadElement')
    case 'ObjectExpression':
      return node.properties.some((property) => property.type === 'SpreadElement' || property.computed)
    case 'RestElement':
      return true
    default:
      return false
  }
}

function storesProperty(target: AnyNode): boolean {
  switch (target.type) {
    case 'MemberExpression':
      return true
    case 'ArrayPattern':
      return target.elements.some((element) => element !== null && storesProperty(element))
    case 'ObjectPattern':
      return target.properties.some((property) =>
        storesProperty(property.type === 'Property' ? property.value : property.argument),
      )
    case 'AssignmentPattern':
      return storesProperty(target.left)
    default:
      return false
  }
}
