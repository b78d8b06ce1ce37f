import type { AnyNode } from 'acorn'
import { MAKES_ARRAY } from './frameless.ts'
import { callsNamed, opaqueMakers, type Site } from './site.ts'

export function arrayMakers(site: Site): AnyNode[] {
  return [
    ...site.nodes.filter((node) => node.type === 'ArrayExpression' || node.type === 'TaggedTemplateExpression'),
    ...arrayRests(site),
    // Arguments behind a spread one are put into an array first.
    ...site.nodes
      .filter((node) => node.type === 'CallExpression' || node.type === 'NewExpression')
      .flatMap((node) => node.arguments.filter((argument) => argument.type === 'SpreadElement')),
    ...callsNamed(site, MAKES_ARRAY),
    ...opaqueMakers(site),
  ]
}

function arrayRests({ nodes }: Site): AnyNode[] {
  const ofObjects = new Set(
    nodes.filter((node) => node.type === 'ObjectPattern').flatMap((node): AnyNode[] => node.properties),
  )
  return nodes.filter((node) => node.type === 'RestElement' && !ofObjects.has(node))
}
