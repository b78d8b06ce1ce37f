import type { MetricName } from './benchmark.ts'
import { type Comparison, isKnown, type KnownChange } from './change.ts'

/** What gates if nothing else is asked for: time is noise on shared machines, what is allocated is exact. */
export const gatedByDefault: readonly MetricName[] = ['space', 'objects', 'retained']

export interface Regression extends KnownChange {
  readonly metric: MetricName
}

export interface Gate {
  readonly maxPercent: number
  /** Those of the asked for that both results have. */
  readonly metrics: readonly MetricName[]
  /** Figures that were compared. */
  readonly checked: number
  readonly regressions: readonly Regression[]
}

// 105 / 100 - 1 is a little more than 0.05.
const ROUNDING = 1e-12

/** What is worse by more than a limit. A time within its margin of error never is. */
export function gate(
  comparison: Comparison,
  maxPercent: number,
  metrics: readonly MetricName[] = gatedByDefault,
): Gate {
  const known = comparison.metrics
    .filter(({ metric }) => metrics.includes(metric))
    .map(({ metric, changes }) => ({ metric, changes: changes.filter(isKnown) }))
    .filter(({ changes }) => changes.length > 0)
  return {
    maxPercent,
    metrics: known.map(({ metric }) => metric),
    checked: known.reduce((sum, { changes }) => sum + changes.length, 0),
    regressions: known.flatMap(({ metric, changes }) =>
      changes
        .filter(({ verdict, delta }) => verdict === 'worse' && delta > maxPercent / 100 + ROUNDING)
        .map((change) => ({ metric, ...change })),
    ),
  }
}
