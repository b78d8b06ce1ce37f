import type { Holder, LeakedKind, SiteExplanation } from '../explain/explanation.ts'
import { formatBytes } from './bytes.ts'
import { formatObjects } from './figures.ts'
import { pathTokens } from './holders.ts'
import { type Paint, plain } from './paint.ts'
import { nameOf, placeOf } from './place.ts'
import { count, cutEnd, printable } from './text.ts'
import { wrapped } from './wrapped.ts'

const LEAKED = '  leaked      '
const HELD_BY = '  held by     '
const NO_LABEL = ' '.repeat(HELD_BY.length)
/** Parts of objects that are in the list themselves, and what V8 has for itself. */
const PARTS = new Set(['elements', 'table', 'internal', 'promise reaction', 'number'])
const MOST_KINDS = 6
const KIND_WIDTH = 40

/** What one call leaves alive of what a site made: `UserData ×1, Uint8Array ×1, 976.6 kB off-heap`. */
export function leakedLines({ kinds: all, offHeapBytesPerCall }: SiteExplanation): string[] {
  const kinds = all.filter(({ className }) => !PARTS.has(className))
  const shown = kinds.slice(0, MOST_KINDS).map(kindText)
  const hidden = kinds.length - shown.length
  return wrapped(
    LEAKED,
    [
      ...shown,
      ...(hidden > 0 ? [`${hidden} more kinds`] : []),
      ...(offHeapBytesPerCall > 0 ? [`${formatBytes(offHeapBytesPerCall)} off-heap`] : []),
    ],
    ', ',
  )
}

const kindText = ({ className, objectsPerCall }: LeakedKind): string =>
  `${cutEnd(printable(className), KIND_WIDTH)} ×${formatObjects(objectsPerCall)}`

/**
 * Who holds what the sites made, a path for each shape, with the step to look at marked.
 *
 * @param root paths of files are relative to it
 */
export function heldByLines(sites: readonly SiteExplanation[], root: string, paint: Paint = plain): string[] {
  const [first] = sites
  let label: string = HELD_BY
  const omitted = sites.reduce((sum, { omittedHolders }) => sum + omittedHolders, 0)
  const lines = sites.flatMap((site) =>
    site.holders.flatMap((holder) => {
      const maker = site === first ? '' : `, made by ${nameOf(site.frame, 24)} ${placeOf(site.frame, root, 40)}`
      const lines = pathLines(holder, root, paint, { label, note: countText(holder) + maker })
      label = NO_LABEL
      return lines
    }),
  )
  return omitted > 0 ? [...lines, `${label}and in ${count(omitted, 'other way')}`] : lines
}

/** One path, with the step to look at marked, and a note at its end. */
export function pathLines(
  holder: Holder,
  root: string,
  paint: Paint,
  { label = HELD_BY, note = '' }: { readonly label?: string; readonly note?: string } = {},
): string[] {
  const tokens = pathTokens(holder, root).map(({ text, isSuspect }) => (isSuspect ? `▶ ${text}` : text))
  const last = tokens.pop() ?? ''
  return wrapped(label, [...tokens, last + note], ' › ').map((line) =>
    line.replace(/▶ .+?(?= ›|$)/, (suspect) => paint.bold(suspect)),
  )
}

/** Of tables, one is what grows; there is nothing to count. */
const countText = ({ isTable, count: held, total }: Holder): string =>
  isTable ? '  (it grows)' : `    ${held} of ${total}`
