import { nowMs } from '../clock.ts'
import { usedHeapBytes } from '../heap/allocation-rate.ts'
import { openAllocationTracking } from '../heap/allocation-tracking.ts'
import { snapshotRoom } from '../heap/available-memory.ts'
import { collectGarbage } from '../heap/garbage-collector.ts'
import { readOffHeap, readSweptOffHeap } from '../heap/off-heap.ts'
import { originOf } from '../measure/recording.ts'
import { capturedNames } from './captured-names.ts'
import { explainKeptGraph, type KeptFindings } from './explain-kept-graph.ts'
import type { KeptFigures } from './kept/likely-places.ts'
import { type SnapshotWatch, takeGraph } from './snapshot/take-graph.ts'
import { whyNoSnapshot } from './too-large.ts'

export interface KeptRequest extends SnapshotWatch {
  readonly kept: KeptFigures
  /** Files, as frames have them, whose code is on the stacks of what is kept. */
  readonly makers: ReadonlySet<string>
  readonly maxHeapBytes: number
}

/** Who holds most of what a test can have kept, or in one line why that is not known. */
export type KeptExplanation = KeptFindings | { readonly reason: string }

/**
 * For all failing tests of a worker together: a hook that leaks fails each of a thousand tests, and the first of them say what there is to
 * say.
 */
const MOST_MS = 30_000
let spentMs = 0

/**
 * Takes a snapshot of the heap, in which everything that a test has kept is still alive, and reads from it who holds as much. The test is not
 * run again.
 *
 * Never throws: there is a test that keeps too much to report.
 */
export function explainKept(request: KeptRequest): KeptExplanation {
  if (spentMs > MOST_MS) {
    const seconds = Math.round(spentMs / 1000)
    return {
      reason: `heap snapshots of other tests have taken ${seconds} s in this worker already: run this test alone`,
    }
  }
  const startMs = nowMs()
  const before = readOffHeap()
  try {
    return explained(request)
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  } finally {
    // A snapshot in typed arrays has tens of megabytes off the heap, which the next test must not be seen to free.
    collectGarbage()
    readSweptOffHeap(before)
    spentMs += nowMs() - startMs
  }
}

function explained({ kept, makers, maxHeapBytes, ...watch }: KeptRequest): KeptExplanation {
  const heapBytes = usedHeapBytes()
  const reason = whyNoSnapshot({ heapBytes, maxHeapBytes, ...snapshotRoom() })
  if (reason) return { reason }
  const tracking = openAllocationTracking()
  try {
    const graph = takeGraph(tracking, heapBytes, watch)
    watch.onProgress?.('looking for what holds it')
    const askNames = (closures: ReadonlySet<number>) => capturedNames(graph, tracking, closures)
    return explainKeptGraph(graph, { kept, makers, originOf, askNames })
  } finally {
    tracking.close()
  }
}
