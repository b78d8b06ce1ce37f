import { openInspector } from '../heap/inspector-session.ts'
import { openHeapSource } from '../heap/open-source.ts'
import { allocationTree, type SamplingProfile } from '../heap/sampling-profile.ts'
import type { AllocationNode } from '../profile/allocation-node.ts'

/** V8's sampling heap profiler at a distance that a running server does not feel. */
export interface SamplingSource {
  /** Whether objects are V8's estimate. Where not, they are counts of samples, each with the bytes that it stands for. */
  readonly estimatesObjects: boolean
  start(intervalBytes: number, stackDepth: number): void
  read(): AllocationNode
  stop(): void
}

/** By the addon, or by `node:inspector` where that does not load; which is exact, and slow, in tests, but not here. */
export function samplingSource(): SamplingSource {
  const source = openHeapSource()
  return source.exactOnly ? inspectorSampling() : { ...source, estimatesObjects: true }
}

function inspectorSampling(): SamplingSource {
  let inspector: ReturnType<typeof openInspector> | undefined
  return {
    estimatesObjects: false,
    start(samplingInterval, stackDepth) {
      inspector = openInspector()
      inspector.send('HeapProfiler.startSampling', { samplingInterval, stackDepth })
    },
    read() {
      if (!inspector) throw new Error('sampling has not begun')
      return allocationTree(inspector.send<{ profile: SamplingProfile }>('HeapProfiler.getSamplingProfile').profile)
    },
    stop() {
      // Ends what was started as well.
      inspector?.close()
      inspector = undefined
    },
  }
}
