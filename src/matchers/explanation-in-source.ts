import type { Candidate, Explanation, SiteExplanation } from '../explain/explanation.ts'
import type { Frame } from '../profile/profile.ts'

/** The explanation with all its positions in the source that a person wrote. */
export function explanationInSource(
  explanation: Explanation | undefined,
  toSource: (frame: Frame) => Frame,
): Explanation | undefined {
  if (!explanation || 'reason' in explanation) return explanation
  return { ...explanation, sites: explanation.sites.map((site) => siteInSource(site, toSource)) }
}

function siteInSource(site: SiteExplanation, toSource: (frame: Frame) => Frame): SiteExplanation {
  const frame = toSource(site.frame)
  const candidates = site.candidates.flatMap((candidate): Candidate[] => {
    const { file, line, column } = toSource({ ...site.frame, line: candidate.line, column: candidate.column })
    // A position that the source map puts elsewhere is none of this function's.
    return file === frame.file ? [{ ...candidate, line, column }] : []
  })
  const holders = site.holders.map((holder) => {
    const { file } = toSource({ functionName: '', file: holder.root.file, line: 0, column: 0 })
    return { ...holder, root: { ...holder.root, file } }
  })
  return { ...site, frame, candidates, holders }
}
