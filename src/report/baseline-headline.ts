import type { BaselineComparison, FigureChange, SiteChange } from '../baseline/compare.ts'
import { type FiguresOf, fingerprintText, per, whereCommitted } from './baseline-text.ts'
import { formatKept } from './figures.ts'

const FINGERPRINT_WIDTH = 60

/**
 * What is worse, in one sentence: a new leak before one that has grown, and leaks before what is only allocated.
 *
 * @example 'it allocates 12.4 kB a call where 8.0 kB were committed'
 */
export function whatIsWorse({ figures, sites }: BaselineComparison, of: FiguresOf = 'call'): string {
  const worseFigures = figures.filter(({ verdict }) => verdict === 'worse')
  const worseSites = sites.filter(({ verdict }) => verdict === 'worse')
  const [first, ...others] = worseSites.filter(({ old }) => !old)
  if (first) return newLeak(first, others.length, of)
  const figure = worseFigures.find(({ name }) => name === 'retained') ?? worseFigures[0]
  // A site that has grown while another has shrunk is in no sum.
  const isSiteFirst = figure?.name !== 'retained' && worseSites[0] !== undefined
  if (isSiteFirst && worseSites[0]) return grownSite(worseSites[0], of)
  return figure ? grownFigure(figure, of) : 'its figures are worse'
}

function newLeak({ fingerprint, now }: SiteChange, others: number, of: FiguresOf): string {
  const kept = formatKept(now?.bytes ?? 0, now?.objects ?? 0)
  const more = others === 0 ? '' : ` (and at ${others} more)`
  const verb = of === 'call' ? 'leaks' : 'keeps'
  return `it ${verb} ${kept}${per(of)} at a new site, ${fingerprintText(fingerprint, FINGERPRINT_WIDTH)}${more}`
}

const grownFigure = ({ name, unit, now, old }: FigureChange, of: FiguresOf): string =>
  `it ${name === 'allocated' ? 'allocates' : 'keeps'} ${whereCommitted(unit, now, old, of)}`

const grownSite = ({ fingerprint, unit, now, old }: SiteChange, of: FiguresOf): string =>
  `${fingerprintText(fingerprint, FINGERPRINT_WIDTH)} keeps ${whereCommitted(unit, now?.[unit] ?? 0, old?.[unit] ?? 0, of)}`
