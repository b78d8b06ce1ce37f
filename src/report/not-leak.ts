import { checkpointTable } from './checkpoints.ts'
import type { GrowthReport, UndecidedReport } from './input.ts'
import { joinSections } from './message.ts'
import { estimateNote, unusedIgnoresNote } from './notes.ts'
import { plain } from './paint.ts'
import { count, printable } from './text.ts'

/** Why `expect(fn).toLeak()` failed: over how many calls nothing grew. */
export const notLeakMessage = (report: GrowthReport): string =>
  withoutGrowth(`expected ${report.subject} to leak, but ${proofOf(report)}`, report)

/** The same where nobody has expected anything. */
export const cleanMessage = (report: GrowthReport): string =>
  withoutGrowth(`${report.subject} does not leak: ${proofOf(report)}`, report)

const proofOf = ({ calls, collections }: GrowthReport): string =>
  `${count(calls, 'call')} showed no growth in ${count(collections, 'full collection')}`

const withoutGrowth = (headline: string, report: GrowthReport): string =>
  joinSections([(report.paint ?? plain).bold(headline)], checkpointTable(report), [
    ...estimateNote(report),
    ...unusedIgnoresNote(report.unusedIgnores),
  ])

/** Why an assertion about growth failed without a verdict, and what to raise. */
export function undecidedMessage(report: UndecidedReport): string {
  const { subject, isNegated, reason, paint = plain } = report
  return joinSections(
    [paint.bold(`expected ${subject} ${isNegated ? 'to leak' : 'not to leak'}, but that could not be decided`)],
    [`  ${printable(reason)}`],
    checkpointTable(report),
    [...estimateNote(report), ...unusedIgnoresNote(report.unusedIgnores)],
  )
}
