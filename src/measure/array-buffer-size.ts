import type { AllocationNode } from '../profile/allocation-node.ts'
import type { Recording } from './recording.ts'

const MADE = 64

/**
 * Sizes of the heap objects that own memory off the heap: an ArrayBuffer's and a SharedArrayBuffer's, in this Node. They tell which of
 * several sites can own the memory that grew. Takes the place of what was recorded.
 */
export function arrayBufferSizes(recording: Recording): Set<number> {
  const sizes = new Set<number>()
  const makers: (() => unknown)[] = [() => new ArrayBuffer(8), () => new SharedArrayBuffer(8)]
  for (const make of makers) {
    recording.start(1, 1)
    const made = Array.from({ length: MADE }, () => make())
    const counts = new Map<number, number>()
    const visit = (node: AllocationNode): void => {
      for (const { sizeBytes, count } of node.allocations) counts.set(sizeBytes, (counts.get(sizeBytes) ?? 0) + count)
      node.children.forEach(visit)
    }
    visit(recording.checkpoint(0).tree)
    const [commonest] = [...counts].sort(([, a], [, b]) => b - a)
    if (commonest && commonest[1] >= made.length) sizes.add(commonest[0])
  }
  return sizes
}
