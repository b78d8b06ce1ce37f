import type { Amount, HeapFigures, SiteAmount } from './baseline.ts'

export type BaselineVerdict = 'same' | 'better' | 'worse'

/** How far figures may be from those committed before that is a change. */
export interface Leeway {
  /** Share of the committed figure, 0.05 for 5 %. */
  readonly tolerance: number
  /** On top of that: bytes and objects that are noise. */
  readonly slack: Amount
  /** On top of that, for each committed object, or for one: bytes of the tables that these are kept in. */
  readonly bytesPerObject?: number
}

/** Of what is allocated, and of what is retained, in all and by each site. */
export interface Leeways {
  readonly allocated: Leeway
  readonly retained: Leeway
  /** What a site that is not in the baseline may keep. */
  readonly newSite: Amount
}

/** One figure, committed and now. */
export interface FigureChange {
  readonly name: 'allocated' | 'retained'
  readonly unit: keyof Amount
  readonly old: number
  readonly now: number
  readonly verdict: BaselineVerdict
}

/** One leaking site, committed and now: one of both is missing where it is new or fixed. */
export interface SiteChange {
  readonly fingerprint: string
  readonly old?: SiteAmount
  readonly now?: Amount
  /** The figure that says so: objects where only these have changed. */
  readonly unit: keyof Amount
  readonly verdict: BaselineVerdict
}

export interface BaselineComparison {
  readonly verdict: BaselineVerdict
  readonly figures: readonly FigureChange[]
  /** Largest first. */
  readonly sites: readonly SiteChange[]
}

/**
 * Figures against those that were committed: worse as soon as one of them is, whatever else is better.
 *
 * What a site was accepted for is in the committed figures: it is worse when it grows, as any other is.
 */
export function compareFigures(now: HeapFigures, old: HeapFigures, leeways: Leeways): BaselineComparison {
  const figures = [
    ...figureChanges('allocated', now.allocated, old.allocated, leeways.allocated),
    ...figureChanges('retained', now.retained, old.retained, leeways.retained),
  ]
  const fingerprints = new Set([...now.sites.keys(), ...old.sites.keys()])
  const sites = [...fingerprints]
    .map((one) => siteChange(one, now.sites.get(one), old.sites.get(one), leeways))
    .sort((a, b) => bytesOf(b) - bytesOf(a) || (a.fingerprint < b.fingerprint ? -1 : 1))
  return { verdict: worst([...figures, ...sites].map(({ verdict }) => verdict)), figures, sites }
}

const bytesOf = ({ now, old }: SiteChange): number => Math.max(now?.bytes ?? 0, old?.bytes ?? 0)

function worst(verdicts: readonly BaselineVerdict[]): BaselineVerdict {
  if (verdicts.includes('worse')) return 'worse'
  return verdicts.includes('better') ? 'better' : 'same'
}

/** What of a comparison is worse. */
export const isWorse = ({ figures, sites }: BaselineComparison, name: FigureChange['name']): boolean =>
  figures.some((figure) => figure.name === name && figure.verdict === 'worse') ||
  (name === 'retained' && sites.some(({ verdict }) => verdict === 'worse'))

/** Of what was measured both times. */
function figureChanges(
  name: FigureChange['name'],
  now: Partial<Amount> | undefined,
  old: Partial<Amount> | undefined,
  leeway: Leeway,
): FigureChange[] {
  return units.flatMap((unit) => {
    const [figure, committed] = [now?.[unit], old?.[unit]]
    if (figure === undefined || committed === undefined) return []
    return [{ name, unit, old: committed, now: figure, verdict: verdictOf(unit, figure, old, leeway) }]
  })
}

const units = ['bytes', 'objects'] as const

function siteChange(
  fingerprint: string,
  now: Amount | undefined,
  old: SiteAmount | undefined,
  { retained, newSite }: Leeways,
): SiteChange {
  const verdictIn = (unit: keyof Amount): BaselineVerdict => {
    // A site that leaks nothing any more is fixed, however little that was.
    if (!now) return 'better'
    return old ? verdictOf(unit, now[unit], old, retained) : now[unit] > newSite[unit] ? 'worse' : 'same'
  }
  const [inBytes, inObjects] = [verdictIn('bytes'), verdictIn('objects')]
  const verdict = worst([inBytes, inObjects])
  const unit = inBytes === verdict ? 'bytes' : 'objects'
  return { fingerprint, ...(old && { old }), ...(now && { now }), unit, verdict }
}

function verdictOf(
  unit: keyof Amount,
  now: number,
  committed: Partial<Amount> | undefined,
  { tolerance, slack, bytesPerObject = 0 }: Leeway,
): BaselineVerdict {
  const old = committed?.[unit] ?? 0
  const tables = unit === 'bytes' ? bytesPerObject * Math.max(1, committed?.objects ?? 0) : 0
  // The factor is for sums of binary fractions.
  const most = (old * tolerance + slack[unit] + tables) * (1 + 1e-9)
  if (now - old > most) return 'worse'
  return old - now > most ? 'better' : 'same'
}
