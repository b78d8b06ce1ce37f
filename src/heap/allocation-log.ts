import type { AllocationNode } from '../profile/allocation-node.ts'
import { openInspector } from './inspector-session.ts'
import { allocationTree, type SamplingProfile } from './sampling-profile.ts'

/** Everything that is allocated, freed or not: alloc_space, where a heap source tells inuse_space. */
export interface AllocationLog {
  /** @param stackDepth frames kept of each stack, leaf first, from Node 26 on: each one costs about 75 ns an allocation. Before, all are. */
  start(stackDepth: number): void
  /** What was allocated since `start`: V8 keeps a record of each, which costs 2 µs here. */
  stop(): AllocationNode
  close(): void
}

/**
 * Records every allocation through `node:inspector`, which can on all versions of Node; the addon of @datadog/pprof can from Node 26
 * on. The same V8 profiler is behind both.
 */
export function openAllocationLog(): AllocationLog {
  const inspector = openInspector()
  return {
    start(stackDepth) {
      inspector.send('HeapProfiler.startSampling', {
        samplingInterval: 1,
        stackDepth,
        includeObjectsCollectedByMajorGC: true,
        includeObjectsCollectedByMinorGC: true,
      })
    },
    stop: () => allocationTree(inspector.send<{ profile: SamplingProfile }>('HeapProfiler.stopSampling').profile),
    // Ends what was started as well.
    close: () => inspector.close(),
  }
}
