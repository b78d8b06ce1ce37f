import type { AnyNode } from 'acorn'
import { nameOf } from './calls.ts'
import { MAKES_CLOSURE } from './frameless.ts'
import type { MadeKind } from './made-kind.ts'
import { type ClassNode, constructorOf, type FunctionNode, isClass, isFunction } from './own-code.ts'
import { awaitsIn, callsNamed, type Site } from './site.ts'

/** @param start offset of `functionStart` */
export function closureMakers(
  site: Site,
  { functionName, functionStart }: MadeKind,
  start: number | undefined,
): AnyNode[] {
  const constructors = new Set(site.nodes.filter(isClass).map(constructorOf))
  const functions = site.nodes
    .filter((node): node is FunctionNode | ClassNode => isFunction(node) || isClass(node))
    // A class is the closure of its constructor.
    .filter((node) => isClass(node) || !constructors.has(node))
  // Not here: it is from another text than this.
  if (functionStart) return functions.filter((node) => site.startOf(node) === start)
  const others = [...callsNamed(site, MAKES_CLOSURE), ...awaitsIn(site)]
  if (functionName === undefined) return [...functions, ...others]
  if (/^bound |^native_bind$/.test(functionName)) return callsNamed(site, new Set(['bind']))
  const names = givenNames(site)
  if (functionName === '') return [...functions.filter((node) => !names.get(node)), ...others]
  const wanted = functionName.replace(/^(?:get|set) /, '')
  const named = functions.filter((node) => (names.get(node) ?? wanted) === wanted)
  return named.length > 0 ? named : [...functions, ...others]
}

/** The names that V8 gives for sure; a function without one here may have any. */
function givenNames(site: Site): ReadonlyMap<AnyNode, string> {
  const names = new Map<AnyNode, string>()
  const give = (node: AnyNode | null | undefined, name: string | undefined): void => {
    if (node && name !== undefined && (isFunction(node) || isClass(node)) && !names.has(node)) names.set(node, name)
  }
  for (const node of site.nodes) {
    if (isFunction(node) || isClass(node)) {
      if (node.type !== 'ArrowFunctionExpression') give(node, node.id?.name)
    } else if (node.type === 'VariableDeclarator') give(node.init, nameOf(node.id))
    else if (node.type === 'AssignmentExpression') {
      if (node.left.type === 'Identifier') give(node.right, node.left.name)
    } else if (node.type === 'AssignmentPattern') give(node.right, nameOf(node.left))
    else if (node.type === 'Property' || node.type === 'MethodDefinition') {
      const { key, computed } = node
      if (key.type === 'Identifier' && !computed) give(node.value, key.name)
      if (key.type === 'PrivateIdentifier') give(node.value, `#${key.name}`)
    }
  }
  return names
}
