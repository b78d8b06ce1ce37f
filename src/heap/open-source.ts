import { createRequire } from 'node:module'
import { addonSource } from './addon-source.ts'
import type { HeapSource } from './heap-source.ts'
import { openInspector } from './inspector-session.ts'
import { inspectorSource } from './inspector-source.ts'

let opened: HeapSource | undefined

/** The best source that this machine has: the native addon, or `node:inspector` where the addon does not load. */
export function openHeapSource(): HeapSource {
  opened ??= addon() ?? inspectorSource()
  return opened
}

/** Loaded with `require`, since a first import of the addon must not make a synchronous matcher asynchronous. */
function addon(): HeapSource | undefined {
  if (process.env.VITEST_LEAK_HEAP_SOURCE === 'inspector') return undefined
  try {
    const loaded = createRequire(import.meta.url)('@datadog/pprof')
    // In Vitest's vm pools a module that has failed to load is an empty one for whoever asks next.
    return typeof loaded.heap?.start === 'function' ? addonSource(loaded) : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether V8's sampling heap profiler, of which an isolate has one, already runs: for `--heap-prof`, an APM agent or an inspector.
 * Asking does not disturb it.
 */
export function isHeapProfilerInUse(): boolean {
  const inspector = openInspector()
  try {
    inspector.send('HeapProfiler.getSamplingProfile')
    return true
  } catch {
    return false
  } finally {
    inspector.close()
  }
}
