import type { KeptExplanation } from '../explain/explain-kept.ts'
import type { HeldNow } from '../explain/explain-kept-graph.ts'
import type { KeptFigures } from '../explain/kept/likely-places.ts'
import { formatBytes } from './bytes.ts'
import { isMockPath } from './explanation.ts'
import { pathLines } from './held-by.ts'
import { mockNote } from './notes.ts'
import { type Paint, plain } from './paint.ts'
import { count, cutEnd, printable } from './text.ts'
import { wrapped } from './wrapped.ts'

const LABEL = '  held by     '
const NO_LABEL = ' '.repeat(LABEL.length)
const CLASS_WIDTH = 40
/** More than a test keeps by less than this may be in the figures alone. */
const OLDER_SHARE = 0.25

/**
 * Who holds what a whole test keeps. What is told are the largest holders at its end: that they hold it since the test, nobody knows for
 * certain, and the text says so.
 *
 * @param kept what the test keeps
 * @param root paths of files are relative to it
 */
export function heldNowLines(
  explanation: KeptExplanation | undefined,
  kept: KeptFigures,
  root: string,
  paint: Paint = plain,
): string[] {
  if (!explanation) return []
  if ('reason' in explanation) return wrapped(LABEL, `not known: ${printable(explanation.reason)}`.split(' '), ' ')
  const { holders, omittedHolders } = explanation
  if (holders.length === 0)
    return [`${LABEL}not known: no variable and nothing else that a path leads to holds a quarter as much`]
  return [
    `${LABEL}(largest in this worker now; a snapshot does not tell what of it is new)`,
    ...holders.flatMap((held) =>
      pathLines(held.holder, root, paint, { label: NO_LABEL, note: `    ${heldText(held, kept)}` }),
    ),
    ...(omittedHolders > 0 ? [`${NO_LABEL}and ${count(omittedHolders, 'more holder')} of as much`] : []),
    ...mockNote(holders.some(({ holder }) => isMockPath(holder))),
  ]
}

/** `2.9 MB off-heap, Uint8Array ×1`; `22.9 MB (20.0 MB or more of it older than the test), User ×250000`. */
function heldText(held: HeldNow, kept: KeptFigures): string {
  const bytes = held.heapBytes + held.offHeapBytes
  const where = 2 * held.offHeapBytes > bytes ? ' off-heap' : ''
  const className = cutEnd(printable(held.holder.className), CLASS_WIDTH)
  return `${formatBytes(bytes)}${where}${olderText(held, kept)}, ${className} ×${held.count}`
}

function olderText(held: HeldNow, kept: KeptFigures): string {
  const keptBytes = Math.max(0, kept.heapBytes) + Math.max(0, kept.offHeapBytes)
  const older =
    Math.max(0, held.heapBytes - Math.max(0, kept.heapBytes)) +
    Math.max(0, held.offHeapBytes - Math.max(0, kept.offHeapBytes))
  return older > OLDER_SHARE * keptBytes ? ` (${formatBytes(older)} or more of it older than the test)` : ''
}
