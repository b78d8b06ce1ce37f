import type { AllocationNode } from './allocation-node.ts'
import { fileOfScript } from './origin.ts'
import type { Frame, Profile, Sample } from './profile.ts'

/**
 * A profile from V8's call tree of live allocations.
 *
 * @param isOwn whether a frame belongs to the measuring: what it allocated itself, or through the runtime, is left out
 * @param arrayBufferSizes sizes of objects to count as `arrayBuffers`
 */
export function profileFromTree(
  root: AllocationNode,
  isOwn: (frame: Frame) => boolean,
  arrayBufferSizes: ReadonlySet<number> = new Set(),
): Profile {
  const samples: Sample[] = []
  const visit = (node: AllocationNode, callers: readonly Frame[]): void => {
    const stack = [frameOf(node), ...callers]
    const figures = ownAllocations(node, arrayBufferSizes)
    if (figures.objects > 0 && !isMeasuring(stack, isOwn)) samples.push({ stack, ...figures })
    for (const child of node.children) visit(child, stack)
  }
  // The root is no function: its own allocations have no stack.
  const figures = ownAllocations(root, arrayBufferSizes)
  if (figures.objects > 0) samples.push({ stack: [NO_STACK], ...figures })
  for (const child of root.children) visit(child, [])
  return samples
}

const NO_STACK: Frame = { functionName: '(no JavaScript on the stack)', file: '', line: 0, column: 0 }

function frameOf(node: AllocationNode): Frame {
  return {
    functionName: node.name || '(anonymous)',
    file: fileOfScript(node.scriptName),
    line: node.lineNumber,
    column: node.columnNumber,
  }
}

function ownAllocations(node: AllocationNode, arrayBufferSizes: ReadonlySet<number>): Omit<Sample, 'stack'> {
  let objects = 0
  let bytes = 0
  let arrayBuffers = 0
  for (const { sizeBytes, count } of node.allocations) {
    objects += count
    bytes += sizeBytes * count
    if (arrayBufferSizes.has(sizeBytes)) arrayBuffers += count
  }
  return arrayBuffers > 0 ? { objects, bytes, arrayBuffers } : { objects, bytes }
}

/** The nearest frame with a script tells on whose behalf the runtime allocated. */
function isMeasuring(stack: readonly Frame[], isOwn: (frame: Frame) => boolean): boolean {
  const caller = stack.find((frame) => frame.file !== '' && !frame.file.startsWith('node:'))
  return caller !== undefined && isOwn(caller)
}
