import type { Candidate, Explanation, Holder, SiteExplanation } from '../explain/explanation.ts'
import { type Frame, frameKey } from '../profile/profile.ts'
import { heldByLines, leakedLines } from './held-by.ts'
import type { ReportContext } from './input.ts'
import { plain } from './paint.ts'
import type { Mark } from './source.ts'
import { printable } from './text.ts'
import { wrapped } from './wrapped.ts'

/** What leaked at the site and who holds it, or why that is not known. */
export function explanationLines(
  { explanation, root, paint = plain }: ReportContext,
  site: Frame | undefined,
): string[] {
  if (!explanation) return []
  if ('reason' in explanation)
    return wrapped('  held by     ', `not known: ${printable(explanation.reason)}`.split(' '), ' ')
  const first = siteOf(explanation, site)
  const sites = first ? [first, ...explanation.sites.filter((each) => each !== first)] : explanation.sites
  const holders = heldByLines(sites, root, paint)
  return [
    ...(first ? leakedLines(first) : []),
    ...(holders.length > 0 ? holders : ['  held by     nothing that a path leads to from outside of V8']),
  ]
}

function siteOf(explanation: Explanation | undefined, frame: Frame | undefined): SiteExplanation | undefined {
  if (!explanation || 'reason' in explanation || !frame) return undefined
  return explanation.sites.find((site) => frameKey(site.frame) === frameKey(frame))
}

/** The lines of sites where all that leaked is made by one expression, which is then known for certain. */
export const exactLines =
  (explanation: Explanation | undefined) =>
  (frame: Frame): number | undefined => {
    const candidates = siteOf(explanation, frame)?.candidates ?? []
    const lines = new Set(candidates.map(({ line }) => line))
    return lines.size === 1 && candidates.every(({ isOnly }) => isOnly) ? candidates[0]?.line : undefined
  }

/** What to write beside the lines of a site's source: `UserData` where it is made, `UserData?` where it may be. */
export function marksOf(explanation: Explanation | undefined, frame: Frame): Mark[] {
  const byLine = new Map<number, Candidate[]>()
  for (const candidate of siteOf(explanation, frame)?.candidates ?? []) {
    byLine.set(candidate.line, [...(byLine.get(candidate.line) ?? []), candidate])
  }
  return [...byLine].map(([line, candidates]) => {
    const texts = candidates.flatMap(({ classNames, isOnly }) => classNames.map((name) => (isOnly ? name : `${name}?`)))
    return { line, text: [...new Set(texts)].join(', '), isCertain: candidates.some(({ isOnly }) => isOnly) }
  })
}

const MOCK_RECORDS = new Set(['calls', 'results', 'instances', 'contexts', 'settledResults'])

/** Whether something is held by what a mock remembers of its calls. */
export function isHeldByMock(explanation: Explanation | undefined): boolean {
  if (!explanation || 'reason' in explanation) return false
  return explanation.sites.some(({ holders }) => holders.some(isMockPath))
}

export function isMockPath({ steps }: Holder): boolean {
  const names = steps.flatMap(({ items }) => items.map(({ name }) => name))
  const mock = names.findIndex((name) => name === 'mock' || name === 'state')
  return mock >= 0 && names.slice(mock + 1).some((name) => MOCK_RECORDS.has(name))
}
