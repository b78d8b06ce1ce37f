import { type Benchmark, type Figure, type MetricName, metricNames } from './benchmark.ts'
import { type GeometricMeans, geometricMeans } from './geometric-means.ts'
import { type Pair, pair } from './pair.ts'

/** `same`: equal, or the difference is within the noise. */
export type Verdict = 'same' | 'better' | 'worse'

/** One metric of a benchmark. What is missing is missing in the results, and then there is nothing to compare. */
export interface Change {
  readonly name: string
  readonly old?: Figure
  readonly new?: Figure
  /** Share of the old figure, 0.05 for 5 % more; Infinity from nothing to something. */
  readonly delta?: number
  readonly verdict?: Verdict
}

/** A change of which both sides are known. */
export type KnownChange = Required<Change>

export interface MetricComparison {
  readonly metric: MetricName
  readonly changes: readonly Change[]
  /** Absent: there are not two benchmarks to take a mean of. */
  readonly means?: GeometricMeans
}

export interface Comparison {
  /** Those that some benchmark of both results has. */
  readonly metrics: readonly MetricComparison[]
  readonly onlyOld: readonly string[]
  readonly onlyNew: readonly string[]
  /** In both results, but without any figure in either: what throws has none. */
  readonly withoutFigures: readonly string[]
}

/** Compares two results, metric by metric, as benchstat does. Less is better in all of them. */
export function compare(oldBenchmarks: readonly Benchmark[], newBenchmarks: readonly Benchmark[]): Comparison {
  const { both, onlyOld, onlyNew } = pair(oldBenchmarks, newBenchmarks)
  const withFigures = both.filter(({ old, new: now }) => Object.keys({ ...old, ...now }).length > 0)
  return {
    metrics: metricNames
      .map((metric) => compareMetric(metric, withFigures))
      .filter(({ changes }) => changes.length > 0),
    onlyOld,
    onlyNew,
    withoutFigures: both.filter((one) => !withFigures.includes(one)).map(({ name }) => name),
  }
}

export const isKnown = (change: Change): change is KnownChange => change.delta !== undefined

function compareMetric(metric: MetricName, pairs: readonly Pair[]): MetricComparison {
  const changes = pairs
    .map(({ name, old, new: now }) => changeOf(name, old[metric], now[metric]))
    .filter((change) => change.old !== undefined || change.new !== undefined)
  const means = geometricMeans(changes.filter(isKnown))
  return { metric, changes, ...(means ? { means } : {}) }
}

/**
 * Times differ if they do by more than the larger of both margins of error; figures without a margin are exact.
 *
 * From nothing to something is `Infinity` more, printed as `+∞`: a regression above every limit. Less than nothing, which is what
 * retained bytes are where a benchmark frees memory that was there before, counts as nothing.
 */
function changeOf(name: string, old: Figure | undefined, now: Figure | undefined): Change {
  if (!old || !now) return { name, ...(old ? { old } : {}), ...(now ? { new: now } : {}) }
  const delta = relativeChange(Math.max(0, old.value), Math.max(0, now.value))
  const noise = Math.max(old.rme ?? 0, now.rme ?? 0) / 100
  const verdict = Math.abs(delta) <= noise ? 'same' : delta > 0 ? 'worse' : 'better'
  return { name, old, new: now, delta, verdict }
}

function relativeChange(old: number, now: number): number {
  if (old === now) return 0
  return old === 0 ? Number.POSITIVE_INFINITY : (now - old) / old
}
