import type { AllocationTracking } from '../../heap/allocation-tracking.ts'
import { isSlowSnapshot, megabytes } from '../too-large.ts'
import { fileSource } from './file-source.ts'
import type { HeapGraph } from './heap-graph.ts'
import { readSnapshot } from './read-snapshot.ts'

/** Who looks on while a snapshot is taken and read. */
export interface SnapshotWatch {
  /** Given the snapshot's path before that is removed. */
  readonly keepSnapshot?: ((path: string) => void) | undefined
  /** Told what goes on, with the share that is done where that is known, and whether it will take more than a second. */
  readonly onProgress?: ((what: string, share?: number, isLong?: boolean) => void) | undefined
}

/**
 * Takes a snapshot and reads it; all of it at once, without a turn of the event loop.
 *
 * @param heapBytes size of the heap, for whoever waits
 */
export function takeGraph(
  tracking: AllocationTracking,
  heapBytes: number,
  { keepSnapshot, onProgress }: SnapshotWatch,
): HeapGraph {
  onProgress?.(`taking a snapshot of a heap of ${megabytes(heapBytes)}`, undefined, isSlowSnapshot(heapBytes))
  const path = tracking.writeSnapshot()
  keepSnapshot?.(path)
  const source = fileSource(path)
  // A process that is interrupted from now on leaves nothing behind.
  tracking.removeSnapshot()
  try {
    return readSnapshot(source, (share) => onProgress?.('reading the heap snapshot', share))
  } finally {
    source.close()
  }
}
