import type { Frame, Profile } from '../profile/profile.ts'
import { callersLines } from './callers.ts'
import { exactLines, marksOf } from './explanation.ts'
import type { ReportContext } from './input.ts'
import { plain } from './paint.ts'
import { nameOf, placeOf } from './place.ts'
import { sourceExcerpt } from './source.ts'

/** Where a call site is: its source, and over whom most of its memory came. */
export function siteSection(site: Frame | undefined, diff: Profile, context: ReportContext): string[] {
  if (site === undefined) return []
  const { root, readSource, explanation, paint = plain } = context
  const excerpt =
    site.file === '' ? [] : sourceExcerpt(site, readSource?.(site.file), marksOf(explanation, site), paint)
  const lines = [...excerpt, ...callersLines(diff, site, root)]
  const heading = `  ${paint.cyan(`${nameOf(site, 40)}  ${placeOf({ ...site, line: exactLines(explanation)(site) ?? site.line }, root, 60)}`)}`
  return lines.length > 0 ? [heading, ...lines] : []
}
