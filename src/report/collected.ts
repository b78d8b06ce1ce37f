import type { Holder } from '../explain/explanation.ts'
import { isMockPath } from './explanation.ts'
import { pathLines } from './held-by.ts'
import type { ReportContext } from './input.ts'
import { joinSections } from './message.ts'
import { mockNote } from './notes.ts'
import { plain } from './paint.ts'
import { snapshotLines } from './profiles.ts'
import { count, printable } from './text.ts'

export interface CollectedReport extends Pick<ReportContext, 'subject' | 'root' | 'paint'> {
  readonly snapshot?: ReportContext['snapshot'] | undefined
  readonly collections: number
  readonly className: string
  readonly holder?: Holder | undefined
  /** Why it is not known who holds it. */
  readonly reason?: string | undefined
}

/** Why `expect(factory).toBeCollected()` failed: which path keeps the object. */
export function aliveMessage(report: CollectedReport): string {
  const { subject, root, collections, className, holder, reason, paint = plain } = report
  const times = count(collections, 'full collection')
  return joinSections(
    [paint.bold(`expected ${subject} to be collected, but the ${printable(className)} is alive after ${times}`)],
    [
      ...(holder ? pathLines(holder, root, paint) : []),
      ...(reason === undefined ? [] : [`  held by     not known: ${printable(reason)}`]),
      ...mockNote(holder !== undefined && isMockPath(holder)),
      ...snapshotLines(report.snapshot, root),
    ],
  )
}

/** Why `expect(factory).not.toBeCollected()` failed. */
export const collectedMessage = ({ subject, collections, className, paint = plain }: CollectedReport): string =>
  paint.bold(
    `expected ${subject} not to be collected, but the ${printable(className)} was garbage after ${count(collections, 'full collection')}`,
  )
