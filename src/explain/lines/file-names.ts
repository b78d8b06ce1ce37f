import type { AnyNode, ObjectPattern, Program } from 'acorn'
import { bare, nameOf } from './calls.ts'
import { isClass, isFunction } from './own-code.ts'
import { walk } from './walk.ts'

/**
 * What is known of the names in a file, without regard to scopes: a name is known to be a function only if it is one
 * wherever the file declares it.
 */
export interface FileNames {
  /** Every call of it has a frame of its own. */
  isOwnFunction(name: string): boolean
  /** It makes objects of this class and no other. */
  isOwnClass(name: string): boolean
  /** Declared as something of which the file does not tell what it is: a parameter, a variable. */
  isVariable(name: string): boolean
  isDeclared(name: string): boolean
  /** Other names of what a variable holds: `b` for `import { b as a }`, `const a = x.b` and `const { b: a } = x`. */
  aliasesOf(name: string): ReadonlySet<string>
  /** Some code of the file writes this property of an object that exists. */
  isAssignedKey(key: string): boolean
}

const NONE: ReadonlySet<string> = new Set()

export function fileNames(program: Program): FileNames {
  const functions = new Set<string>()
  const classes = new Set<string>()
  const imports = new Set<string>()
  const variables = new Set<string>()
  const assignedKeys = new Set<string>()
  const aliases = new Map<string, Set<string>>()
  const alias = (name: string, other: string | undefined): void => {
    if (other !== undefined) aliases.set(name, (aliases.get(name) ?? new Set()).add(other))
  }
  const assign = (target: AnyNode, value?: AnyNode | null): void => {
    for (const name of patternNames(target)) variables.add(name)
    if (target.type === 'Identifier' && value) alias(target.name, nameOfValue(value))
    if (target.type === 'MemberExpression') assignedKeys.add(nameOf(target) ?? '')
  }
  /** `const { a, b: c } = require('x')`: a goes by its own name. */
  const importFrom = (pattern: ObjectPattern): void => {
    for (const property of pattern.properties) {
      if (property.type === 'Property' && property.shorthand && property.value.type === 'Identifier') {
        imports.add(property.value.name)
      } else assign(property.type === 'Property' ? property.value : property)
    }
  }
  for (const node of walk([program])) {
    if (isFunction(node)) {
      if (node.type !== 'ArrowFunctionExpression' && node.id) functions.add(node.id.name)
      for (const param of node.params) assign(param)
    } else if (isClass(node)) {
      if (node.id) classes.add(node.id.name)
    } else if (node.type === 'MethodDefinition' && node.key.type === 'PrivateIdentifier' && node.kind === 'method') {
      functions.add(`#${node.key.name}`)
    } else if (node.type === 'VariableDeclaration') {
      for (const { id, init } of node.declarations) {
        if (node.kind === 'const' && id.type === 'Identifier' && init && isFunction(init)) functions.add(id.name)
        else if (node.kind === 'const' && id.type === 'Identifier' && init && isClass(init) && !init.id)
          classes.add(id.name)
        else if (node.kind === 'const' && id.type === 'ObjectPattern' && init && isModule(init)) importFrom(id)
        else assign(id, init)
      }
    } else if (node.type === 'AssignmentExpression') assign(node.left, node.right)
    else if (node.type === 'UpdateExpression') assign(node.argument)
    else if (node.type === 'CatchClause' && node.param) assign(node.param)
    else if (
      (node.type === 'ForInStatement' || node.type === 'ForOfStatement') &&
      node.left.type !== 'VariableDeclaration'
    )
      assign(node.left)
    else if (node.type === 'ImportSpecifier') {
      imports.add(node.local.name)
      const { imported } = node
      if (imported.type === 'Identifier' && imported.name !== node.local.name) alias(node.local.name, imported.name)
    } else if (node.type === 'ImportDefaultSpecifier' || node.type === 'ImportNamespaceSpecifier') {
      variables.add(node.local.name)
    } else if (node.type === 'ObjectPattern') {
      for (const property of node.properties) {
        if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier') continue
        for (const name of patternNames(property.value, 'shallow')) {
          if (name !== property.key.name) alias(name, property.key.name)
        }
      }
    }
  }
  const isVariable = (name: string): boolean => variables.has(name)
  return {
    isOwnFunction: (name) => (functions.has(name) || classes.has(name)) && !isVariable(name) && !imports.has(name),
    isOwnClass: (name) => classes.has(name) && !isVariable(name) && !imports.has(name) && !functions.has(name),
    isVariable,
    isDeclared: (name) => isVariable(name) || functions.has(name) || classes.has(name) || imports.has(name),
    aliasesOf: (name) => aliases.get(name) ?? NONE,
    isAssignedKey: (key) => assignedKeys.has(key),
  }
}

function isModule(value: AnyNode): boolean {
  if (value.type === 'AwaitExpression') return isModule(value.argument)
  return value.type === 'ImportExpression' || (value.type === 'CallExpression' && nameOf(value.callee) === 'require')
}

/** The name of what a variable is set to: also of a method that was bound. */
function nameOfValue(value: AnyNode): string | undefined {
  const node = bare(value)
  if (node.type !== 'CallExpression') return nameOf(node)
  const callee = bare(node.callee)
  return callee.type === 'MemberExpression' && nameOf(callee) === 'bind' ? nameOf(callee.object) : undefined
}

/** The variables that a pattern sets; `shallow` for the pattern's own only, with a default or without. */
export function patternNames(pattern: AnyNode, depth: 'deep' | 'shallow' = 'deep'): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name]
    case 'AssignmentPattern':
      return patternNames(pattern.left, depth)
    case 'RestElement':
      return depth === 'deep' ? patternNames(pattern.argument) : []
    case 'ArrayPattern':
      return depth === 'deep' ? pattern.elements.flatMap((element) => (element ? patternNames(element) : [])) : []
    case 'ObjectPattern':
      return depth === 'deep'
        ? pattern.properties.flatMap((property) =>
            patternNames(property.type === 'Property' ? property.value : property),
          )
        : []
    default:
      return []
  }
}
