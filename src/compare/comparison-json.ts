import type { MetricName } from './benchmark.ts'
import type { Comparison } from './change.ts'
import type { Gate } from './regressions.ts'
import type { Labels } from './table.ts'

const units: Readonly<Record<MetricName, string>> = { time: 'ms', space: 'B', objects: 'objects', retained: 'B' }

/** The comparison as data, described in docs/compare.md. JSON has no infinity: a `delta` from nothing is `null`. */
export function comparisonJson(comparison: Comparison, labels: Labels, gate?: Gate): string {
  const { metrics, ...uncompared } = comparison
  const data = {
    version: 1,
    old: labels.old,
    new: labels.new,
    metrics: metrics.map(({ metric, changes, means }) => ({
      metric,
      unit: units[metric],
      benchmarks: changes,
      ...(means ? { geomean: means } : {}),
    })),
    ...uncompared,
    ...(gate ? { gate } : {}),
  }
  return JSON.stringify(data, null, 2)
}
