import type { Limit } from '../judge/limit.ts'
import { top } from '../profile/top.ts'
import { formatBytes, formatLimit } from './bytes.ts'
import { exactLines, explanationLines, isHeldByMock } from './explanation.ts'
import { formatKept, formatObjects } from './figures.ts'
import type { RetainReport } from './input.ts'
import { joinSections } from './message.ts'
import { estimateNote, mockNote } from './notes.ts'
import { plain } from './paint.ts'
import { profilesSection } from './profiles.ts'
import { siteSection } from './site-section.ts'
import { count, padEnd, padStart, width } from './text.ts'
import { topTable } from './top-table.ts'

const MOST_ROWS = 8

const limitText = ({ space, objects }: Limit, between: string): string =>
  [
    ...(space === undefined ? [] : [formatLimit(space)]),
    ...(objects === undefined ? [] : [count(objects, 'object')]),
  ].join(` ${between} `)

/** Why `expect(fn).toNotRetainMoreThan(limit)`, or its `.not`, failed. */
export function retainMessage(report: RetainReport): string {
  const { root, subject, limit, calls, bytes, objects, diff, isNegated, offHeapSharedBy = 1, paint = plain } = report
  const wanted = isNegated
    ? `to retain more than ${limitText(limit, 'or')}`
    : `to retain at most ${limitText(limit, 'and')}`
  const keeps = `${count(calls, 'call')} ${calls === 1 ? 'keeps' : 'keep'} ${formatKept(bytes, objects)} alive`
  const table = top(diff, { nodeCount: MOST_ROWS })
  const lineOf = exactLines(report.explanation)
  const sections = { root, calls: 1, growing: new Set<string>(), offHeapSharedBy, paint, lineOf }
  const suspect = table.rows[0]?.frame
  return joinSections(
    [paint.bold(`expected ${subject} ${wanted}, but ${keeps}`)],
    figureLines(report),
    table.rows.length > 0 ? topTable(table, sections) : [],
    isNegated ? [] : siteSection(suspect, diff, report),
    [
      ...explanationLines(report, suspect),
      ...mockNote(isHeldByMock(report.explanation)),
      ...estimateNote(report),
      ...profilesSection(report, paint),
    ],
  )
}

/** Each figure beside its limit, and by how much it is over: rounded sizes alone may look equal. */
function figureLines({ bytes, objects, heapBytes, offHeapBytes, limit }: RetainReport): string[] {
  const over = (figure: number, most: number | undefined, text: (value: number) => string): string => {
    if (most === undefined) return ''
    const distance = text(Math.abs(figure - most))
    return figure === most ? 'exactly the limit' : `${distance} ${figure > most ? 'over' : 'under'} the limit`
  }
  const where =
    offHeapBytes === 0 ? '' : `  (${formatBytes(heapBytes)} on the heap, ${formatBytes(offHeapBytes)} off it)`
  const rows = [
    ['retained', formatBytes(bytes), over(bytes, limit.space, (value) => formatBytes(value)), where],
    ['objects', formatObjects(objects), over(objects, limit.objects, formatObjects), ''],
  ] as const
  const column = Math.max(...rows.map(([, figure]) => width(figure)))
  return rows.map(([label, figure, distance, note]) =>
    `  ${padEnd(label, 10)}  ${padStart(figure, column)}  ${distance}${note}`.trimEnd(),
  )
}
