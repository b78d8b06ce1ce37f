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
    [
      paint.bold(
        `expected ${subject} ${wanted}, but one call allocates ${report.isOffHeapAtLeast ? 'at least ' : ''}${formatKept(bytes, objects)}`,
      ),
    ],
    [...figureLines('allocated', report, exactNote(report)), ...roundLines(report)],
    table.rows.length > 0
      ? topTable(table, { root, calls: report.callsPerRound, growing: new Set(), offHeapSharedBy, written, paint })
      : [],
    isNegated ? [] : siteSection(table.rows[0]?.frame, profile, report),
    [...inlinedNote(report), ...atLeastNote(report), ...profilesSection(report, paint)],
  )
}

const isRounded = (bytes: number): boolean => bytes >= 1024 || !Number.isInteger(bytes)

/** A size that is rounded, to the byte: that is how the next run will have it. */
const exactNote = (report: AllocateReport): string =>
  [isRounded(report.bytes) ? `${formatObjects(report.bytes)} B` : '', offHeapNote(report)].filter(Boolean).join(': ')

/** How the figure came about, and how far it can be trusted. */
function roundLines({ rounds, callsPerRound, warmupCalls, basis, leastBytes, mostBytes }: AllocateReport): string[] {
  const text = `  rounds      ${count(rounds, 'round')} of ${count(callsPerRound, 'call')} after ${count(warmupCalls, 'warm-up call')}`
  if (rounds === 1) return [text]
  if (leastBytes === mostBytes) return [`${text}, all alike`]
  if (basis === 'alike') return [`${text}, alike once V8 was done`]
  const reason = basis === 'least' ? "V8's own work comes on top, so the least counts" : 'the median counts'
  return [text, `              from ${formatBytes(leastBytes)} to ${formatBytes(mostBytes)}: ${reason}`]
}

const inlinedNote = ({ isInlined, profile }: AllocateReport): string[] =>
  isInlined && profile.length > 0
    ? ['  inlined     V8 has inlined functions: what these allocate is on the account of their callers']
    : []

const atLeastNote = ({ isOffHeapAtLeast }: AllocateReport): string[] =>
  isOffHeapAtLeast
    ? [
        '  at least    a collection freed memory off the heap in the middle of a call: there is more of it than was counted',
      ]
    : []
