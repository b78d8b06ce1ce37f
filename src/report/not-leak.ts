import { checkpointTable } from './checkpoints.ts'
import type { GrowthReport, UndecidedReport } from './input.ts'
import { joinSections } from './message.ts'
import { estimateNote, unusedIgnoresNote } from './notes.ts'
import { plain } from './paint.ts'
import { count, printable } from './text.ts'

/** Why `expect(fn).toLeak()` failed: over how many calls nothing grew. */
export function notLeakMessage(report: GrowthReport): string {
  const { subject, calls, collections, paint = plain } = report
  const proof = `${count(calls, 'call')} showed no growth in ${count(collections, 'full collection')}`
  return joinSections([paint.bold(`expected ${subject} to leak, but ${proof}`)], checkpointTable(report), [
    ...estimateNote(report),
    ...unusedIgnoresNote(report.unusedIgnores),
  ])
}

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
