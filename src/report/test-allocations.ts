import { sumOf } from '../profile/sum-of.ts'
import { top } from '../profile/top.ts'
import { formatBytes, formatLimit } from './bytes.ts'
import type { TestAllocationsReport } from './input.ts'
import { joinSections } from './message.ts'
import { EXACT_TESTS, estimateNote } from './notes.ts'
import { plain } from './paint.ts'
import { profilesSection } from './profiles.ts'
import { siteSection } from './site-section.ts'
import { topTable } from './top-table.ts'

const MOST_ROWS = 8
/** Recorded but for this share, the table is of the whole. */
const WHOLE_SHARE = 0.95

/** Why a test with a limit of what it may allocate failed. */
export function testAllocationsMessage(report: TestAllocationsReport): string {
  const { root, subject, limitBytes, bytes, profile, paint = plain } = report
  const table = top(profile, { nodeCount: MOST_ROWS })
  const recordedBytes = sumOf(profile, (sample) => sample.bytes)
  return joinSections(
    [
      paint.bold(
        `expected ${subject} to allocate at most ${formatLimit(limitBytes)}, but it allocates ${formatBytes(bytes)}`,
      ),
    ],
    [`  allocated  ${formatBytes(bytes)}  ${formatBytes(bytes - limitBytes)} over the limit`],
    table.rows.length > 0 ? topTable(table, { root, calls: 1, growing: new Set(), offHeapSharedBy: 1, paint }) : [],
    siteSection(table.rows[0]?.frame, profile, report),
    [
      ...(recordedBytes < WHOLE_SHARE * bytes
        ? [
            `  collected   before the test ended, ${formatBytes(bytes - recordedBytes)} of it were: the table is of the rest`,
          ]
        : []),
      ...estimateNote(report, EXACT_TESTS),
      ...profilesSection(report, paint),
    ],
  )
}
