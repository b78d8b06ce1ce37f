import type { AllocationNode } from '../profile/allocation-node.ts'
import type { HeapSource } from './heap-source.ts'

type Addon = typeof import('@datadog/pprof')

/** Profiles by the native addon of @datadog/pprof: the cheapest way to read V8's sampling heap profiler. */
export function addonSource({ heap }: Addon): HeapSource {
  return {
    name: '@datadog/pprof',
    exactOnly: false,
    start: (intervalBytes, stackDepth) => heap.start(intervalBytes, stackDepth),
    read: () => heap.v8Profile() as unknown as AllocationNode,
    stop: () => heap.stop(),
  }
}
