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
    ...asserted.map((assertion) => oneAssertion(test, assertion)),
  ]
}

function oneAssertion(test: RunTest, { bytes, ...assertion }: AssertedBaseline): Compared {
  const change = bytes && changeOf(assertion.verdict, bytes.retained, bytes.allocated)
  return { test, ...assertion, ...(change ? { change } : {}), newSites: [], fixedSites: [] }
}

function wholeTest(test: RunTest, figures: MeasuredTest): Compared[] {
  const { baseline } = figures
  if (!baseline) return []
  const { verdict, newSites = [], fixedSites = [] } = baseline
  const change = changeOf(
    verdict,
    [baseline.retainedBytes, figures.retainedBytes],
    [baseline.allocatedBytes, figures.allocatedBytes],
  )
  // With `-u` they are gone.
  const stillFixed = verdict === 'updated' ? [] : fixedSites
  return [{ test, verdict, ...(change ? { change } : {}), newSites, fixedSites: stillFixed }]
}

type Pair = readonly [before: number | undefined, now: number | undefined]

/** What is retained, where that has changed as the verdict says; otherwise what has changed most. */
function changeOf(verdict: Verdict, retained: Pair, allocated: Pair = [undefined, undefined]): Change | undefined {
  const sign = verdict === 'better' ? -1 : 1
  const changes = [known('retained', retained), known('allocated', allocated)].flatMap((change) => change ?? [])
  const isSaid = ({ before, now }: Change): boolean => sign * (now - before) > LEAST_CHANGE_SHARE * before
  const grown = ({ before, now }: Change): number => sign * (now - before)
  const [largest] = [...changes].sort((a, b) => grown(b) - grown(a))
  // Next to what is allocated, what a test keeps of the runtime's own is noise, however many times as much it is.
  return changes.find((change) => isSaid(change) && 2 * grown(change) >= grown(largest ?? change)) ?? largest
}

const LEAST_CHANGE_SHARE = 0.05

const known = (metric: Change['metric'], [before, now]: Pair): Change | undefined =>
  before === undefined || now === undefined ? undefined : { metric, before, now }
