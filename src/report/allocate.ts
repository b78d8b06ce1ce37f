import { top } from '../profile/top.ts'
import { formatBytes } from './bytes.ts'
import { formatKept, formatObjects } from './figures.ts'
import type { AllocateReport } from './input.ts'
import { figureLines, limitText, offHeapNote } from './limits.ts'
import { joinSections } from './message.ts'
import { plain } from './paint.ts'
import { profilesSection } from './profiles.ts'
import { siteSection } from './site-section.ts'
import { count } from './text.ts'
import { topTable } from './top-table.ts'

const MOST_ROWS = 8

/** Why `expect(fn).toNotAllocateMoreThan(limit)`, or its `.not`, failed. */
export function allocateMessage(report: AllocateReport): string {
  const { root, subject, limit, bytes, objects, profile, isNegated, offHeapSharedBy = 1, paint = plain } = report
  const wanted = isNegated
    ? `to allocate more than ${limitText(limit, 'or')}`
    : `to allocate at most ${limitText(limit, 'and')}`
  const table = top(profile, { nodeCount: MOST_ROWS })
  const written = report.profiles !== undefined && 'allocs' in report.profiles ? 'allocs.pb.gz' : undefined
  return joinSections(
    [paint.bold(`expected ${subject} ${wanted}, but one call allocates ${formatKept(bytes, objects)}`)],
    [...figureLines('allocated', report, exactNote(report)), ...roundLines(report)],
    table.rows.length > 0
      ? topTable(table, { root, calls: report.callsPerRound, growing: new Set(), offHeapSharedBy, written, paint })
      : [],
    isNegated ? [] : siteSection(table.rows[0]?.frame, profile, report),
    [...inlinedNote(report), ...atLeastNote(report), ...profilesSection(report, paint)],
  )
}

/** A size that is rounded, to the byte: that is how the next run will have it. */
const exactNote = (report: AllocateReport): string =>
  [report.bytes < 1024 ? '' : `${formatObjects(report.bytes)} B`, offHeapNote(report)].filter(Boolean).join(': ')

/** How the figure came about, and how far it can be trusted. */
function roundLines({ rounds, callsPerRound, warmupCalls, basis, leastBytes, mostBytes }: AllocateReport): string[] {
  const range = `from ${formatBytes(leastBytes)} to ${formatBytes(mostBytes)}`
  const agreement = {
    alike: leastBytes === mostBytes ? 'all alike' : 'alike once V8 was done',
    least: `${range}: V8 works for itself now and then, so the least counts`,
    median: `${range}: the median counts`,
  }[basis]
  const text = `${count(rounds, 'round')} of ${count(callsPerRound, 'call')} after ${count(warmupCalls, 'warm-up call')}`
  return [`  rounds      ${text}${rounds > 1 ? `, ${agreement}` : ''}`]
}

const inlinedNote = ({ isInlined, profile }: AllocateReport): string[] =>
  isInlined && profile.length > 0
    ? ['  inlined     V8 has inlined functions: what these allocate is on the account of their callers']
    : []

const atLeastNote = ({ isOffHeapAtLeast }: AllocateReport): string[] =>
  isOffHeapAtLeast
    ? ['  at least    a collection freed memory off the heap in the middle of a call, so that there is more of it']
    : []
