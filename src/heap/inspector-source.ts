import type { HeapSource } from './heap-source.ts'
import { openInspector } from './inspector-session.ts'
import { allocationTree, type SamplingProfile } from './sampling-profile.ts'

/** The answers are made under this many frames of Node's own: with fewer, nobody could tell that they are the reader's. */
const OWN_DEPTH = 8

/**
 * The same profiles by `node:inspector`, for machines where the native addon does not load. Always exact: at intervals above 1 the
 * protocol tells V8's estimate of the bytes behind a sample, but not of the objects. Reading is slower than the addon's, since the
 * answer has one record for every live object.
 */
export function inspectorSource(): HeapSource {
  let inspector: ReturnType<typeof openInspector> | undefined
  return {
    name: 'node:inspector',
    exactOnly: true,
    start(_intervalBytes, stackDepth) {
      inspector = openInspector()
      inspector.send('HeapProfiler.startSampling', {
        samplingInterval: 1,
        stackDepth: Math.max(stackDepth, OWN_DEPTH),
      })
    },
    read() {
      if (!inspector) throw new Error('Heap profiler is not enabled.')
      return allocationTree(inspector.send<{ profile: SamplingProfile }>('HeapProfiler.getSamplingProfile').profile)
    },
    stop() {
      const open = inspector
      inspector = undefined
      try {
        open?.send('HeapProfiler.stopSampling')
      } finally {
        open?.close()
      }
    },
  }
}
