import { getHeapStatistics } from 'node:v8'
import { openInspector } from './inspector-session.ts'

interface Node {
  readonly selfSize: number
  readonly children: readonly Node[]
}

/** A call that allocates this much may have had a collection in it, which makes a difference of heap sizes too small. */
const SCAVENGE_LIKELY_BYTES = 200_000
const SAMPLING_INTERVAL_BYTES = 4096

export const usedHeapBytes = (): number => getHeapStatistics().used_heap_size

/** Whether the difference of heap sizes around a call is too little to go by. */
export const isHeavy = (bytes: number, elapsedMs: number): boolean =>
  bytes > SCAVENGE_LIKELY_BYTES || bytes < 0 || elapsedMs > 2

/** Counts what is allocated until `stop`, freed or not, to a few per cent. Costs a collection at the end. To be closed in any case. */
export function countAllocations(): { stop(): number; close(): void } {
  const inspector = openInspector()
  inspector.send('HeapProfiler.startSampling', {
    samplingInterval: SAMPLING_INTERVAL_BYTES,
    stackDepth: 1,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  })
  return {
    stop: () => totalBytes(inspector.send<{ profile: { head: Node } }>('HeapProfiler.stopSampling').profile.head),
    // Ends what was started as well.
    close: inspector.close,
  }
}

const totalBytes = (node: Node): number => node.children.reduce((sum, child) => sum + totalBytes(child), node.selfSize)
