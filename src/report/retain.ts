import { sumOf } from '../profile/sum-of.ts'
import { top } from '../profile/top.ts'
import { exactLines, explanationLines, isHeldByMock } from './explanation.ts'
import { formatKept } from './figures.ts'
import type { RetainReport } from './input.ts'
import { figureLines, limitText } from './limits.ts'
import { joinSections } from './message.ts'
import { EXACT_TESTS, estimateNote, mockNote, ownerlessNote, replacedNote } from './notes.ts'
import { plain } from './paint.ts'
import { profilesSection } from './profiles.ts'
import { siteSection } from './site-section.ts'
import { count } from './text.ts'
import { topTable } from './top-table.ts'

const MOST_ROWS = 8

/** Why `expect(fn).toNotRetainMoreThan(limit)`, or its `.not`, failed. */
export function retainMessage(report: RetainReport): string {
  const { root, subject, limit, calls, bytes, objects, diff, isNegated, offHeapSharedBy = 1, paint = plain } = report
  const wanted = isNegated
    ? `to retain more than ${limitText(limit, 'or')}`
    : `to retain at most ${limitText(limit, 'and')}`
  const keeper = calls === undefined ? 'it keeps' : `${count(calls, 'call')} ${calls === 1 ? 'keeps' : 'keep'}`
  const keeps = `${keeper} ${formatKept(bytes, objects)} alive`
  const table = top(diff, { nodeCount: MOST_ROWS })
  const lineOf = exactLines(report.explanation)
  const sections = { root, calls: 1, growing: new Set<string>(), offHeapSharedBy, paint, lineOf }
  const suspect = table.rows[0]?.frame
  return joinSections(
    [paint.bold(`expected ${subject} ${wanted}, but ${keeps}`)],
    figureLines('retained', report),
    table.rows.length > 0 ? topTable(table, sections) : [],
    isNegated ? [] : siteSection(suspect, diff, report),
    [
      ...explanationLines(report, suspect),
      ...mockNote(isHeldByMock(report.explanation)),
      ...replacedNote(table.total - bytes, bytes),
      ...(isNegated ? [] : ownerlessNote(report.offHeapBytes - chargedBytes(diff), report.samplingIntervalBytes)),
      ...(calls === undefined ? estimateNote(report, EXACT_TESTS) : estimateNote(report)),
      ...profilesSection(report, paint),
    ],
  )
}

const chargedBytes = (diff: RetainReport['diff']): number => sumOf(diff, ({ offHeapBytes = 0 }) => offHeapBytes)
