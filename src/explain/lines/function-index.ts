import type { AnyNode, Program } from 'acorn'
import { type ClassNode, constructorOf, type FunctionNode, isClass, isFunction, type OwnCode } from './own-code.ts'
import { walk } from './walk.ts'

/**
 * Code by the place where V8 says that it starts (Node 20 to 26):
 * - a function or method: at the parenthesis of its parameters; an arrow function: at its first token
 * - a class without a constructor: at `class`, as the constructor
 * - the initialisers of fields: named `<instance_members_initializer>` at `class` and `<static_initializer>` at the
 *   first static member (Node 20), both as the class at the brace (22), as the class at the first member of the kind (24)
 */
export interface FunctionIndex {
  /** More than one where V8 does not tell them apart, none where nothing starts there. */
  startingAt(offset: number, functionName: string): readonly OwnCode[]
  startOf(node: FunctionNode | ClassNode): number
}

export function indexFunctions(program: Program, text: string): FunctionIndex {
  const starts = new Map<number, OwnCode[]>()
  const add = (offset: number, code: OwnCode): void => void starts.set(offset, [...(starts.get(offset) ?? []), code])
  const constructors = new Map<AnyNode, ClassNode>()
  const startOf = (node: FunctionNode | ClassNode): number => {
    if (!isClass(node)) return functionStart(node, text)
    const written = constructorOf(node)
    return written ? functionStart(written, text) : node.start
  }
  for (const node of walk([program])) {
    if (isFunction(node)) {
      add(functionStart(node, text), { what: 'function', head: node, constructs: constructors.get(node) })
    } else if (isClass(node)) {
      const written = constructorOf(node)
      if (written) constructors.set(written, node)
      else add(node.start, { what: 'implicit constructor', head: node, constructs: node })
      addFields(node, add)
    }
  }
  return {
    startOf,
    startingAt(offset, functionName) {
      const found = starts.get(offset) ?? []
      if (found.length < 2) return found
      // At `class`: the name tells the initialiser of the fields from the constructor.
      const isInitializer = functionName === '<instance_members_initializer>'
      return found.some(({ what }) => what === 'implicit constructor')
        ? found.filter(({ what }) => (what === 'fields') === isInitializer)
        : found
    },
  }
}

function addFields(node: ClassNode, add: (offset: number, code: OwnCode) => void): void {
  const members = node.body.body
  const field = members.find((member) => member.type === 'PropertyDefinition' && !member.static)
  const first = members.find(
    (member) => member.type === 'StaticBlock' || (member.type === 'PropertyDefinition' && member.static),
  )
  if (field) {
    for (const offset of [node.start, node.body.start, field.start]) add(offset, { what: 'fields', head: node })
  }
  if (first) for (const offset of [node.body.start, first.start]) add(offset, { what: 'statics', head: node })
}

function functionStart(node: FunctionNode, text: string): number {
  if (node.type === 'ArrowFunctionExpression') return node.start
  // A method's function starts at the parenthesis already.
  const head = /(?:\/\*.*?\*\/|\/\/[^\n\r\u2028\u2029]*|[^(/])*/sy
  head.lastIndex = node.id?.end ?? node.start
  head.test(text)
  return head.lastIndex
}
