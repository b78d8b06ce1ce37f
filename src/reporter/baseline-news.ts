import type { AssertedBaseline, MeasuredTest, SiteKept } from '../per-test/figures.ts'
import type { ObsoleteEntries, RunFigures, RunTest } from './run-figures.ts'

type Verdict = NonNullable<MeasuredTest['baseline']>['verdict'] | AssertedBaseline['verdict']

/** How a test as a whole, or one of its assertions, compares with what is committed. */
export interface Compared {
  readonly test: RunTest
  /** Of the assertion. */
  readonly key?: string
  readonly verdict: Verdict
  /** What most of the change is in, in bytes; absent where no figures are known. */
  readonly change?: Change
  /** Sites that keep memory and are not in the baseline. */
  readonly newSites: readonly SiteKept[]
  /** Fingerprints of sites that keep nothing any more. */
  readonly fixedSites: readonly string[]
  readonly note?: string
}

interface Change {
  readonly metric: 'retained' | 'allocated'
  readonly before: number
  readonly now: number
}

/** What there is to tell of the committed baselines. */
export interface BaselineNews {
  /** How many comparisons came out which way. */
  readonly counts: Readonly<Record<Verdict, number>>
  /** Comparisons of which there is something to tell, in the order of the run. */
  readonly worse: readonly Compared[]
  readonly better: readonly Compared[]
  /** The figures hold, but not all is as it was. */
  readonly others: readonly Compared[]
  readonly obsolete: readonly ObsoleteEntries[]
}

export function baselineNews({ tests, obsolete }: RunFigures): BaselineNews {
  const compared = tests.flatMap(comparedIn)
  const counts = { same: 0, new: 0, updated: 0, better: 0, worse: 0, accepted: 0 }
  for (const { verdict } of compared) counts[verdict]++
  const isTold = ({ verdict }: Compared): boolean => verdict === 'worse' || verdict === 'better'
  const hasMore = ({ newSites, fixedSites, note }: Compared): boolean =>
    newSites.length + fixedSites.length > 0 || note !== undefined
  return {
    counts,
    worse: compared.filter(({ verdict }) => verdict === 'worse'),
    better: compared.filter(({ verdict }) => verdict === 'better'),
    others: compared.filter((entry) => !isTold(entry) && hasMore(entry)),
    obsolete: obsolete.filter(({ keys }) => keys.length > 0),
  }
}

function comparedIn(test: RunTest): Compared[] {
  const { figures } = test
  const asserted = figures.assertions ?? []
  return [
    ...('retainedBytes' in figures ? wholeTest(test, figures) : []),
    ...asserted.map((assertion): Compared => ({ test, ...assertion, newSites: [], fixedSites: [] })),
  ]
}

function wholeTest(test: RunTest, figures: MeasuredTest): Compared[] {
  const { baseline } = figures
  if (!baseline) return []
  const { verdict, newSites = [], fixedSites = [] } = baseline
  const change = changeOf(figures, baseline)
  return [{ test, verdict, ...(change ? { change } : {}), newSites, fixedSites }]
}

/** Of the metric for which it is better or worse: the one that changed by the larger factor in that direction. */
function changeOf(figures: MeasuredTest, baseline: NonNullable<MeasuredTest['baseline']>): Change | undefined {
  const sign = baseline.verdict === 'better' ? -1 : 1
  const changes = [
    { metric: 'retained', before: baseline.retainedBytes, now: figures.retainedBytes },
    { metric: 'allocated', before: baseline.allocatedBytes, now: figures.allocatedBytes },
  ] as const
  return changes
    .flatMap(({ metric, before, now }) => (before === undefined || now === undefined ? [] : [{ metric, before, now }]))
    .sort((a, b) => sign * (growthOf(b) - growthOf(a)))[0]
}

// One byte more on both sides: what there was none of has a factor too.
const growthOf = ({ before, now }: Change): number => Math.log((Math.max(0, now) + 1) / (Math.max(0, before) + 1))
