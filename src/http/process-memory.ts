import { formatBytes } from '../report/bytes.ts'
import type { Sampling } from './sampling.ts'

/** One line each: which process, what was sampled, and its memory beside the heap, which no call site is charged for. */
export function aboutProcess({ intervalBytes, sinceMs, estimatesObjects }: Sampling): string[] {
  const { rss, heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage()
  const objects = estimatesObjects
    ? ''
    : '; objects are counts of samples, since the addon of @datadog/pprof did not load'
  return [
    `process ${process.pid}, Node ${process.versions.node}, up for ${Math.round(process.uptime())} s`,
    `sampled one allocation in every ${formatBytes(intervalBytes)} since ${new Date(sinceMs).toISOString()}${objects}`,
    `heap ${formatBytes(heapUsed)} used of ${formatBytes(heapTotal)}`,
    `off the heap ${formatBytes(external)}, of which array buffers ${formatBytes(arrayBuffers)}; resident ${formatBytes(rss)}`,
  ]
}
