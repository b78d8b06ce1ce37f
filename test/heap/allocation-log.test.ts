import { afterEach, beforeEach, expect, test } from 'vitest'
import { openAllocationLog } from '../../src/heap/allocation-log.ts'
import { countCollections } from '../../src/heap/collections.ts'
import { collectGarbage, collectYoungGarbage } from '../../src/heap/garbage-collector.ts'
import { isHeapProfilerInUse } from '../../src/heap/open-source.ts'
import { pauseTierUp } from '../../src/heap/tier-up.ts'
import type { AllocationNode } from '../../src/profile/allocation-node.ts'

// Optimised code would make neighbours in one piece, which count as one.
let resumeTierUp = (): void => {}
beforeEach(() => {
  resumeTierUp = pauseTierUp()
})
afterEach(() => {
  resumeTierUp()
  expect(isHeapProfilerInUse()).toBe(false)
})

const NODE = Number(process.versions.node.split('.')[0])

/** 40 bytes each. */
class Link {
  readonly next: Link | undefined
  readonly id: number
  constructor(next: Link | undefined, id: number) {
    this.next = next
    this.id = id
  }
}

let last: Link | undefined
function makeLinks(count: number): void {
  for (let id = 0; id < count; id++) last = new Link(undefined, id)
}

/** Of a size, on stacks with the function in them. */
function countOf(sizeBytes: number, functionName: string, node: AllocationNode, isIn = false): number {
  const isHere = isIn || node.name === functionName
  const own = isHere ? node.allocations.filter((each) => each.sizeBytes === sizeBytes) : []
  return [
    ...own.map(({ count }) => count),
    ...node.children.map((child) => countOf(sizeBytes, functionName, child, isHere)),
  ].reduce((sum, count) => sum + count, 0)
}

const depthOf = (node: AllocationNode): number => 1 + Math.max(0, ...node.children.map(depthOf))

/** V8 leaves the extra fields of the first seven to those that come after. */
makeLinks(10)

test('what collections have taken is counted, minor and major ones', () => {
  const log = openAllocationLog()
  log.start(8)
  makeLinks(700)
  collectYoungGarbage()
  makeLinks(200)
  collectGarbage()
  collectGarbage()
  makeLinks(100)
  const tree = log.stop()
  log.close()
  expect(countOf(40, 'makeLinks', tree)).toBe(1000)
  expect(last?.id).toBe(99)
})

test('what was made before and after is not', () => {
  const log = openAllocationLog()
  makeLinks(50)
  log.start(8)
  makeLinks(30)
  const first = log.stop()
  makeLinks(50)
  log.start(8)
  makeLinks(20)
  const second = log.stop()
  log.close()
  expect([first, second].map((tree) => countOf(40, 'makeLinks', tree))).toEqual([30, 20])
})

// Node before 26 has no such setting, and keeps all.
test.skipIf(NODE < 26).for([1, 2, 5])('of each stack %i frames are kept', (stackDepth) => {
  const log = openAllocationLog()
  log.start(stackDepth)
  makeLinks(10)
  const tree = log.stop()
  log.close()
  // Without the root, which is no function.
  expect(depthOf(tree) - 1).toBe(stackDepth)
})

test('the profiler is in use from start to stop', () => {
  const log = openAllocationLog()
  expect(isHeapProfilerInUse()).toBe(false)
  log.start(8)
  expect(isHeapProfilerInUse()).toBe(true)
  log.stop()
  expect(isHeapProfilerInUse()).toBe(false)
  log.close()
})

test('closing ends what was started, and may be done twice', () => {
  const log = openAllocationLog()
  log.start(8)
  log.close()
  expect(isHeapProfilerInUse()).toBe(false)
  log.close()
  const another = openAllocationLog()
  another.start(8)
  log.close()
  expect(isHeapProfilerInUse()).toBe(true)
  another.close()
})

test('there is nothing to stop twice', () => {
  const log = openAllocationLog()
  log.start(8)
  log.stop()
  expect(() => log.stop()).toThrow(/^HeapProfiler\.stopSampling: /)
  log.close()
})

test('collections are counted', () => {
  const none = countCollections()
  const count = countCollections()
  for (let i = 0; i < 3; i++) collectYoungGarbage()
  expect(count()).toBeGreaterThanOrEqual(3)
  expect(none()).toBeGreaterThanOrEqual(3)
})

test('none are counted where there are none', () => {
  collectGarbage()
  const count = countCollections()
  expect(count()).toBe(0)
})
