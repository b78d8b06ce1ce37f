import { type Frame, frameKey, type Profile } from '../profile/profile.ts'
import { bySite } from '../profile/site.ts'
import { top } from '../profile/top.ts'
import { explanationLines, isHeldByMock } from './explanation.ts'
import type { ReportContext } from './input.ts'
import { estimateNote, mockNote } from './notes.ts'
import { plain } from './paint.ts'
import { profilesSection } from './profiles.ts'
import { siteSection } from './site-section.ts'
import { topTable } from './top-table.ts'

const MOST_ROWS = 8

/** A leak that is not in the baseline. */
export interface LeakEvidence extends ReportContext {
  /** `current − base`, folded and mapped. */
  readonly diff: Profile
  /** Sites that are new or have grown. */
  readonly worse: readonly Frame[]
  readonly mocksRemember: boolean
}

/** What `toLeak` shows of a leak: the source of the largest site, who holds what leaked, the profiles. */
export function leakEvidence(leak: LeakEvidence): string[][] {
  const bytes = bySite(leak.diff)
  const bytesOf = (frame: Frame): number => bytes.get(frameKey(frame))?.bytes ?? 0
  const suspect = [...leak.worse].sort((a, b) => bytesOf(b) - bytesOf(a))[0]
  return [
    siteSection(suspect, leak.diff, leak),
    [
      ...explanationLines(leak, suspect),
      ...mockNote(leak.mocksRemember || isHeldByMock(leak.explanation)),
      ...estimateNote(leak),
      ...profilesSection(leak, leak.paint),
    ],
  ]
}

/** What a call allocates, and where. */
export interface AllocationEvidence extends ReportContext {
  readonly callsPerRound: number
  /** Of one round; folded and mapped. */
  readonly profile: Profile
}

/** What `toNotAllocateMoreThan` shows of a body: the call sites, the source of the first, the profile. */
export function allocationEvidence(allocation: AllocationEvidence): string[][] {
  const { profile, root, callsPerRound: calls, offHeapSharedBy = 1, profiles, paint = plain } = allocation
  const table = top(profile, { nodeCount: MOST_ROWS })
  if (table.rows.length === 0) return []
  const written = profiles !== undefined && 'allocs' in profiles ? 'allocs.pb.gz' : undefined
  return [
    topTable(table, { root, calls, growing: new Set(), offHeapSharedBy, written, paint }),
    siteSection(table.rows[0]?.frame, profile, allocation),
    profilesSection(allocation, paint),
  ]
}
