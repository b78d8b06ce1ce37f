import { type Frame, frameKey } from '../profile/profile.ts'
import type { ReportedSite } from './input.ts'
import { nameOf, placeOf } from './place.ts'
import { wrapped } from './wrapped.ts'

const NAME_WIDTH = 24
const PLACE_WIDTH = 52
const MOST_FILES = 6

/**
 * Growing sites that the table has no row for. Tables come first: what does nothing but grow is likely to be where the rest is kept.
 *
 * @param shown frames that have a row
 */
export function otherSites(sites: readonly ReportedSite[], shown: readonly Frame[], root: string): string[] {
  const rows = new Set(shown.map(frameKey))
  const others = sites.filter(({ frame }) => !rows.has(frameKey(frame)) && frame.file !== '')
  const tables = others.filter(({ kind }) => kind === 'bytes')
  const files = new Set(shown.map(({ file }) => file))
  const elsewhere = others.filter(({ kind, frame }) => kind === 'objects' && !files.has(frame.file))
  return [
    ...wrapped('  grown table ', places(tables, root), ', '),
    ...wrapped('  also in     ', places(elsewhere, root), ', '),
  ]
}

/** One site for each file. */
function places(sites: readonly ReportedSite[], root: string): string[] {
  const byFile = new Map<string, Frame>()
  for (const { frame } of sites) if (!byFile.has(frame.file)) byFile.set(frame.file, frame)
  const texts = [...byFile.values()].map((frame) => `${nameOf(frame, NAME_WIDTH)} ${placeOf(frame, root, PLACE_WIDTH)}`)
  const left = texts.length - MOST_FILES
  return left > 0 ? [...texts.slice(0, MOST_FILES), `${left} more`] : texts
}
