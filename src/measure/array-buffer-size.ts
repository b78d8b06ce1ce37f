import type { AllocationNode } from '../profile/allocation-node.ts'
import type { Recording } from './recording.ts'

const MADE = 64

/**
 * Sizes of the heap objects that own memory off the heap: an ArrayBuffer's and a SharedArrayBuffer's, in this Node. They tell which of
 * several sites can own the memory that grew.
 *
 * @param allocationsOf what a call of `make` allocates
 */
export function arrayBufferSizes(allocationsOf: (make: () => void) => AllocationNode): Set<number> {
  const sizes = new Set<number>()
  const makers: (() => unknown)[] = [() => new ArrayBuffer(8), () => new SharedArrayBuffer(8)]
  for (const maker of makers) {
    const counts = new Map<number, number>()
    const visit = (node: AllocationNode): void => {
      for (const { sizeBytes, count } of node.allocations) counts.set(sizeBytes, (counts.get(sizeBytes) ?? 0) + count)
      node.children.forEach(visit)
    }
    let made: unknown[] = []
    const make = (): void => {
      made = Array.from({ length: MADE }, () => maker())
    }
    visit(allocationsOf(make))
    const [commonest] = [...counts].sort(([, a], [, b]) => b - a)
    if (commonest && commonest[1] >= made.length) sizes.add(commonest[0])
  }
  return sizes
}

/** The same by a recording, in place of what it has recorded. */
export const arrayBufferSizesBy = (recording: Recording): Set<number> =>
  arrayBufferSizes((make) => {
    recording.start(1, 1)
    make()
    return recording.checkpoint(0).tree
  })
