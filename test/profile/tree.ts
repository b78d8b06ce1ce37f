import type { AllocationNode } from '../../src/profile/allocation-node.ts'

type Allocation = readonly [sizeBytes: number, count: number]
type Position = Partial<Pick<AllocationNode, 'lineNumber' | 'columnNumber'>>

/** A node of V8's call tree: `node('handle', '/project/a.ts', [callee], [32, 3])` made three objects of 32 bytes itself, at 1:1. */
export function node(
  name: string,
  scriptName: string,
  children: readonly AllocationNode[] = [],
  ...rest: readonly (Allocation | Position)[]
): AllocationNode {
  const isAllocation = (entry: Allocation | Position): entry is Allocation => Array.isArray(entry)
  return {
    name,
    scriptName,
    lineNumber: 1,
    columnNumber: 1,
    ...Object.assign({}, ...rest.filter((entry) => !isAllocation(entry))),
    allocations: rest.filter(isAllocation).map(([sizeBytes, count]) => ({ sizeBytes, count })),
    children,
  }
}
