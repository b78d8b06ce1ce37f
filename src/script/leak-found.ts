import type { SiteExplanation } from '../explain/explanation.ts'
import type { Artifacts } from '../matchers/artifacts.ts'
import { withExactOffHeap } from '../matchers/exact-off-heap.ts'
import type { Explained } from '../matchers/explain.ts'
import { offHeapTotals } from '../matchers/growth-evidence.ts'
import { evidenceInSource, writeEvidence } from '../matchers/report-context.ts'
import type { GrowthResult } from '../measure/growth-result.ts'
import { frameKey } from '../profile/profile.ts'
import { bySite, type SiteFigures } from '../profile/site.ts'
import { pathTokens } from '../report/holders.ts'
import type { GrowthReport, ReportedSite } from '../report/input.ts'
import { growthOf, leakMessage } from '../report/leak.ts'
import { plain } from '../report/paint.ts'
import { toSource } from '../vitest/source-positions.ts'
import type { RetainingPath, RetainingSite, Retention } from './retention.ts'

type Found = Pick<
  Retention,
  'bytesPerCall' | 'objectsPerCall' | 'offHeapBytesPerCall' | 'sites' | 'holders' | 'notExplained'
> &
  Partial<Pick<Retention, 'profiles' | 'snapshot'>> & { readonly message: string }

/**
 * What only a leak has: the figures of its message, as data.
 *
 * @param artifacts whose the files are; without it none are written
 */
export function leakFound(
  result: GrowthResult & Explained,
  { root, subject, unusedIgnores }: GrowthReport,
  artifacts: Artifacts | undefined,
): Found {
  const calls = result.calls - result.baseCalls
  const { report, toWrite } = evidenceInSource({ ...withExactOffHeap(result, offHeapTotals(result)), subject })
  const { hasRetainers, ...profiles } = artifacts ? writeEvidence(toWrite, artifacts) : {}
  const { explanation, diff, snapshot } = report
  const growing = result.sites.map((site) => ({ ...site, frame: toSource(site.frame) }))
  const explained = explanation && 'sites' in explanation ? explanation.sites : []
  const sites = retainingSites(growing, bySite(diff), explained, calls)
  const { bytesPerCall, objectsPerCall } = growthOf({ ...result, diff, sites: growing }, calls)
  return {
    bytesPerCall,
    objectsPerCall,
    offHeapBytesPerCall: result.offHeapBytesPerCall,
    sites,
    holders: explained.flatMap((site) => retainingPaths(site, sites, root)),
    notExplained: explanation && 'reason' in explanation ? explanation.reason : '',
    ...(artifacts && { profiles: profiles as NonNullable<Retention['profiles']> }),
    ...(snapshot && { snapshot }),
    message: leakMessage({
      ...result,
      ...report,
      ...(artifacts && {
        profiles: profiles as NonNullable<Retention['profiles']>,
        hasRetainers: hasRetainers === true,
      }),
      sites: growing,
      unusedIgnores,
      paint: plain,
    }),
  }
}

function retainingSites(
  growing: readonly ReportedSite[],
  figures: ReadonlyMap<string, SiteFigures>,
  explained: readonly SiteExplanation[],
  calls: number,
): RetainingSite[] {
  // Sites that were apart in the generated code may be one in the source.
  const distinct = new Map(growing.map((site) => [frameKey(site.frame), site]))
  return [...distinct].map(([key, { frame, kind, ...judged }]) => {
    const inDiff = figures.get(key)
    const explanation = explained.find((site) => frameKey(site.frame) === key)
    return {
      ...frame,
      bytesPerCall: inDiff ? inDiff.bytes / calls : judged.bytesPerCall,
      objectsPerCall: inDiff ? inDiff.objects / calls : judged.objectsPerCall,
      offHeapBytesPerCall: (inDiff?.offHeapBytes ?? 0) / calls,
      kind,
      leaked: explanation?.kinds ?? [],
      madeAt: explanation?.candidates ?? [],
    }
  })
}

function retainingPaths(
  { frame, holders }: SiteExplanation,
  sites: readonly RetainingSite[],
  root: string,
): RetainingPath[] {
  const site = sites.findIndex((each) => frameKey(each) === frameKey(frame))
  return holders.map((holder) => {
    const tokens = pathTokens(holder, root)
    return {
      path: tokens.map(({ text }) => text).join(' › '),
      suspect: tokens.find(({ isSuspect }) => isSuspect)?.text ?? '',
      className: holder.className,
      count: holder.count,
      total: holder.total,
      isTable: holder.isTable,
      site,
    }
  })
}
