import type { AllocationNode } from '../profile/allocation-node.ts'

interface SamplingNode {
  readonly callFrame: {
    readonly functionName: string
    readonly url: string
    readonly lineNumber: number
    readonly columnNumber: number
  }
  readonly id: number
  readonly children: readonly SamplingNode[]
}

/** What the inspector says of the sampling heap profiler: one record for each sample. */
export interface SamplingProfile {
  readonly head: SamplingNode
  readonly samples: readonly { readonly size: number; readonly nodeId: number }[]
}

/** The same as V8's call tree. Exact for an interval of 1 byte only: above, V8 tells its estimate of the bytes, but not of the objects. */
export function allocationTree(profile: SamplingProfile): AllocationNode {
  const sizes = new Map<number, Map<number, number>>()
  for (const { nodeId, size } of profile.samples) {
    const counts = sizes.get(nodeId) ?? new Map<number, number>()
    sizes.set(nodeId, counts.set(size, (counts.get(size) ?? 0) + 1))
  }
  const copyOf = (node: SamplingNode): Growing => ({
    name: node.callFrame.functionName,
    scriptName: node.callFrame.url,
    lineNumber: node.callFrame.lineNumber + 1,
    columnNumber: node.callFrame.columnNumber + 1,
    allocations: [...(sizes.get(node.id) ?? [])].map(([sizeBytes, count]) => ({ sizeBytes, count })),
    children: [],
  })
  const root = copyOf(profile.head)
  const copied: { readonly node: SamplingNode; readonly copy: Growing }[] = [{ node: profile.head, copy: root }]
  // Not recursive: what is made here is recorded with its stack, and was 5,000 nodes of the next profile of a body that keeps nothing.
  for (const { node, copy } of copied) {
    for (const child of node.children) {
      const ofChild = copyOf(child)
      copy.children.push(ofChild)
      copied.push({ node: child, copy: ofChild })
    }
  }
  return root
}

interface Growing extends AllocationNode {
  readonly children: Growing[]
}
