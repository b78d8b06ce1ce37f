import { frameKey } from '../profile/profile.ts'
import { bySite } from '../profile/site.ts'
import { top } from '../profile/top.ts'
import { checkpointTable } from './checkpoints.ts'
import { exactLines, explanationLines, isHeldByMock } from './explanation.ts'
import { formatKept } from './figures.ts'
import type { LeakReport } from './input.ts'
import { joinSections } from './message.ts'
import { estimateNote, mockNote, unchargedNote, unfilledCacheNote, unusedIgnoresNote } from './notes.ts'
import { otherSites } from './other-sites.ts'
import { plain } from './paint.ts'
import { profilesSection } from './profiles.ts'
import { siteSection } from './site-section.ts'
import { topTable } from './top-table.ts'

const MOST_ROWS = 8

interface Growth {
  readonly bytesPerCall: number
  readonly objectsPerCall: number
  /** Part of it that is off the heap and belongs to none of the sites. */
  readonly unchargedPerCall: number
}

/** What each call keeps: the marked rows of the table, and what grew off the heap without a row. */
export function growthOf(report: Pick<LeakReport, 'diff' | 'sites' | 'offHeapBytesPerCall'>, calls: number): Growth {
  const figures = bySite(report.diff)
  let bytes = 0
  let objects = 0
  let offHeapBytes = 0
  // Sites that were apart in the generated code may be one in the source.
  const distinct = new Map(report.sites.map((site) => [frameKey(site.frame), site]))
  for (const [key, site] of distinct) {
    const inDiff = figures.get(key)
    bytes += inDiff?.bytes ?? site.bytesPerCall * calls
    objects += inDiff?.objects ?? site.objectsPerCall * calls
    offHeapBytes += inDiff?.offHeapBytes ?? 0
  }
  const unchargedPerCall = Math.max(0, report.offHeapBytesPerCall - offHeapBytes / calls)
  return { bytesPerCall: bytes / calls + unchargedPerCall, objectsPerCall: objects / calls, unchargedPerCall }
}

/**
 * Why `expect(fn).not.toLeak()` failed: what each call keeps, the evidence, the call sites, the source of the first.
 *
 * Sites that the judge named come first in the table whatever their size: a cache that filled up during the
 * measurement may have more bytes than the leak.
 */
export function leakMessage(report: LeakReport): string {
  const { root, sites, diff, subject, offHeapSharedBy = 1, paint = plain } = report
  const calls = report.calls - report.baseCalls
  const growing = new Set(sites.map(({ frame }) => frameKey(frame)))
  const growth = growthOf(report, calls)
  const table = top(diff, { nodeCount: MOST_ROWS, pinned: growing })
  const suspect = table.rows.map(({ frame }) => frame).find((frame) => growing.has(frameKey(frame)))
  const written = report.profiles !== undefined && 'diff' in report.profiles ? 'diff.pb.gz' : undefined
  const isBytesOnly = sites.length > 0 && sites.every(({ kind }) => kind === 'bytes')
  const kept = formatKept(growth.bytesPerCall, isBytesOnly ? 0 : growth.objectsPerCall)
  const keeps = `each call keeps ${kept} alive${isBytesOnly ? ', in an array or table that grows' : rarity(growth)}`
  return joinSections(
    [paint.bold(`expected ${subject} not to leak, but ${keeps}`)],
    checkpointTable(report),
    table.rows.length > 0
      ? topTable(table, {
          root,
          calls,
          growing,
          offHeapSharedBy,
          written,
          paint,
          lineOf: exactLines(report.explanation),
        })
      : [],
    siteSection(suspect, diff, report),
    [
      ...explanationLines(report, suspect),
      ...otherSites(
        sites,
        table.rows.map(({ frame }) => frame),
        root,
      ),
      ...unchargedNote(growth.unchargedPerCall),
      ...mockNote(report.mocksRemember || isHeldByMock(report.explanation)),
      ...(report.isRemote ? unfilledCacheNote(report.calls + report.warmupCalls) : []),
      ...estimateNote(report),
      ...unusedIgnoresNote(report.unusedIgnores),
      ...profilesSection(report, paint),
    ],
  )
}

/** A tenth of an object is nothing that anyone has seen. */
const rarity = ({ objectsPerCall }: Growth): string =>
  objectsPerCall > 0 && objectsPerCall < 0.7 ? ` (1 object every ${Math.round(1 / objectsPerCall)} calls)` : ''
