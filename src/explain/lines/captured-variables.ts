import type { AnyNode } from 'acorn'
import { nameOf } from './calls.ts'
import { patternNames } from './file-names.ts'
import { belowInFrame, isClass, isFunction } from './own-code.ts'
import { awaitsIn, type Site } from './site.ts'
import { childrenOf, walk } from './walk.ts'

/**
 * Where contexts are made: the beginnings of scopes with a variable that a function inside may use. Scopes that only seem
 * to, since the function declares the name anew, are among them.
 */
export function contextMakers(site: Site): AnyNode[] {
  const { code, nodes } = site
  const blocks = nodes.filter((node) => isCaptured(blockNames(node), [node]))
  const isHead =
    nodes.some((node) => node.type === 'CallExpression' && nameOf(node.callee) === 'eval') ||
    (code.what === 'function' && isCaptured([...hoistedNames(site), ...LEXICAL], [code.head])) ||
    (code.what === 'program' && isCaptured(hoistedNames(site), [code.head]))
  const classes = nodes.filter(isClass)
  return [...(isHead ? [code.head] : []), ...blocks, ...classes, ...awaitsIn(site)]
}

/** What an arrow function uses of the function around it. */
const LEXICAL = ['this', 'super', 'arguments', 'new.target']

function isCaptured(names: readonly string[], scope: readonly AnyNode[]): boolean {
  if (names.length === 0) return false
  const used = usedInside(scope)
  return used.has('eval') || names.some((name) => used.has(name))
}

/** The names in all functions and classes that are inside of these nodes. */
function usedInside(scope: readonly AnyNode[]): ReadonlySet<string> {
  const roots = [...walk(scope, (node) => (scope.includes(node) ? childrenOf(node) : belowInFrame(node)))]
  const inner = roots.filter((node) => (isFunction(node) && !scope.includes(node)) || isClass(node))
  const used = new Set<string>()
  for (const node of walk(inner, belowExpressions)) {
    if (node.type === 'Identifier') used.add(node.name)
    else if (node.type === 'ThisExpression') used.add('this')
    else if (node.type === 'Super') used.add('super')
    else if (node.type === 'MetaProperty') used.add('new.target')
  }
  return used
}

/** Without the names of properties. */
const belowExpressions = (node: AnyNode): readonly AnyNode[] =>
  node.type === 'MemberExpression' && !node.computed ? [node.object] : childrenOf(node)

function blockNames(node: AnyNode): string[] {
  switch (node.type) {
    case 'BlockStatement':
      return node.body.flatMap(lexicalNames)
    case 'SwitchStatement':
      return node.cases.flatMap((one) => one.consequent.flatMap(lexicalNames))
    case 'CatchClause':
      return node.param ? patternNames(node.param) : []
    case 'ForStatement':
      return node.init ? lexicalNames(node.init) : []
    case 'ForInStatement':
    case 'ForOfStatement':
      return lexicalNames(node.left)
    default:
      return []
  }
}

function lexicalNames(node: AnyNode): string[] {
  if (node.type === 'VariableDeclaration') {
    return node.kind === 'var' ? [] : node.declarations.flatMap(({ id }) => patternNames(id))
  }
  return (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id ? [node.id.name] : []
}

/** Variables of the whole function: parameters, each `var`, what is declared at the top of its body. */
function hoistedNames({ code, nodes }: Site): string[] {
  const body = code.what === 'program' ? code.head.body : code.what === 'function' ? topOf(code.head.body) : []
  return [
    ...(code.what === 'function' ? code.head.params.flatMap((param) => patternNames(param)) : []),
    ...body.flatMap(lexicalNames),
    ...nodes.flatMap((node) =>
      node.type === 'VariableDeclaration' && node.kind === 'var'
        ? node.declarations.flatMap(({ id }) => patternNames(id))
        : [],
    ),
  ]
}

const topOf = (body: AnyNode): readonly AnyNode[] => (body.type === 'BlockStatement' ? body.body : [])
