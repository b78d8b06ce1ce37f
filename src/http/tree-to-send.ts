import { originOf } from '../measure/recording.ts'
import type { AllocationNode } from '../profile/allocation-node.ts'
import { isRuntimeOrigin } from '../profile/answerable.ts'
import { fileOfScript } from '../profile/origin.ts'
import { type Frame, frameKey } from '../profile/profile.ts'
import { inSource } from './source-place.ts'

/**
 * The tree as the other side may read it, which knows neither where this package is installed here nor the source maps of this process:
 * without frames of this package and what they allocated themselves or through the runtime, and in source positions. Code that this
 * package calls, as a chain of handlers does, stays. Branches with nothing alive go.
 */
export function treeToSend(root: AllocationNode): AllocationNode {
  const mapped = new Map<string, Frame>()
  const placeOf = (node: AllocationNode, file: string): Frame => {
    const frame = { functionName: node.name, file, line: node.lineNumber, column: node.columnNumber }
    const key = frameKey(frame)
    const known = mapped.get(key) ?? inSource(frame)
    mapped.set(key, known)
    return known
  }
  /** @param isOurs whether the runtime works for this package here */
  const visit = (node: AllocationNode, isOurs: boolean): AllocationNode[] => {
    const file = fileOfScript(node.scriptName)
    const origin = originOf(file)
    const isOwn = origin === 'own' || (isRuntimeOrigin(origin) && isOurs)
    const children = node.children.flatMap((child) => visit(child, isOwn))
    if (isOwn) return children
    if (children.length === 0 && node.allocations.length === 0) return []
    const { functionName, line, column, file: scriptName } = placeOf(node, file)
    return [
      {
        name: functionName,
        scriptName,
        lineNumber: line,
        columnNumber: column,
        allocations: node.allocations.map(({ sizeBytes, count }) => ({ sizeBytes, count })),
        children,
      },
    ]
  }
  // The root is no function.
  const { name, scriptName, lineNumber, columnNumber, allocations } = root
  return {
    name,
    scriptName,
    lineNumber,
    columnNumber,
    allocations: allocations.map(({ sizeBytes, count }) => ({ sizeBytes, count })),
    children: root.children.flatMap((child) => visit(child, false)),
  }
}
