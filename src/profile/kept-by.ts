import type { AllocationNode } from './allocation-node.ts'
import { isRuntimeOrigin } from './answerable.ts'
import type { Origin } from './origin.ts'

/** What is on the account of one function, wherever in the tree: see `answerableFrame`. */
export interface Kept {
  /** The function, where it was met first. */
  readonly node: AllocationNode
  bytes: number
  objects: number
}

/**
 * The sums of a tree by who answers for them, without the stacks: one walk, where a profile of the same tree takes as many frames as its
 * stacks have. For what is asked after every test.
 *
 * @param originOf of a script as V8 names it
 * @returns without what the test runner and this package keep
 */
export function keptBy(root: AllocationNode, originOf: (scriptName: string) => Origin): Kept[] {
  const kept = new Map<string, Kept>()
  const visit = (node: AllocationNode, answerable: AllocationNode): void => {
    const answers = node === root || isRuntimeOrigin(originOf(node.scriptName)) ? answerable : node
    if (node.allocations.length > 0) add(node, answers)
    for (const child of node.children) visit(child, answers)
  }
  const add = (node: AllocationNode, answerable: AllocationNode): void => {
    const origin = originOf(answerable.scriptName)
    if (origin === 'runner' || origin === 'own') return
    // Where nobody but the runtime is on the stack, its leaf answers.
    const owner = answerable === root ? node : answerable
    const key = `${owner.scriptName}\0${owner.lineNumber}\0${owner.columnNumber}\0${owner.name}`
    const sum = kept.get(key) ?? { node: owner, bytes: 0, objects: 0 }
    kept.set(key, sum)
    for (const { sizeBytes, count } of node.allocations) {
      sum.bytes += sizeBytes * count
      sum.objects += count
    }
  }
  visit(root, root)
  return [...kept.values()]
}
