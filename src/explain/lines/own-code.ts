import type { AnyNode, ClassDeclaration, ClassExpression, Program } from 'acorn'
import { childrenOf, walk } from './walk.ts'

export type FunctionNode = Extract<
  AnyNode,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>
export type ClassNode = ClassDeclaration | ClassExpression

/** Code that has a frame of its own in V8: more than what the source calls a function. */
export type OwnCode = (
  | { readonly what: 'program'; readonly head: Program }
  | { readonly what: 'function'; readonly head: FunctionNode }
  /** Initialisers of a class's fields, of instances or static ones, with its static blocks. */
  | { readonly what: 'fields' | 'statics'; readonly head: ClassNode }
  | { readonly what: 'implicit constructor'; readonly head: ClassNode }
) & {
  /** The class of which it is the constructor. */
  readonly constructs?: ClassNode | undefined
}

export function isFunction(node: AnyNode): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  )
}

export function isClass(node: AnyNode): node is ClassNode {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression'
}

export function constructorOf(node: ClassNode): FunctionNode | undefined {
  const found = node.body.body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor')
  return found?.type === 'MethodDefinition' ? found.value : undefined
}

/** Every node that runs in this code's frame; of functions in it, only their own node. */
export function ownNodes(code: OwnCode): AnyNode[] {
  return [...walk(rootsOf(code), belowInFrame)]
}

/** What runs in the same frame as the node itself: not the bodies of functions, nor the fields of classes. */
export function belowInFrame(node: AnyNode): readonly AnyNode[] {
  if (isFunction(node) || node.type === 'StaticBlock') return []
  if (node.type === 'PropertyDefinition') return node.computed ? [node.key] : []
  if (node.type === 'MethodDefinition' || node.type === 'Property')
    return node.computed ? childrenOf(node) : [node.value]
  if (node.type === 'MemberExpression') return node.computed ? childrenOf(node) : [node.object]
  return childrenOf(node)
}

function rootsOf({ what, head }: OwnCode): readonly AnyNode[] {
  switch (what) {
    case 'program':
      return head.body
    case 'function':
      return [...head.params, ...(head.body.type === 'BlockStatement' ? head.body.body : [head.body])]
    case 'implicit constructor':
      return []
    default:
      return head.body.body.flatMap((member): AnyNode[] => {
        if (member.type === 'StaticBlock') return what === 'statics' ? member.body : []
        const isOurs = member.type === 'PropertyDefinition' && member.static === (what === 'statics')
        return isOurs && member.value ? [member.value] : []
      })
  }
}
