import { originOf } from '../measure/recording.ts'
import type { WholeTestFigures, WholeTestRecording } from '../measure/whole-test.ts'
import type { AllocationNode } from '../profile/allocation-node.ts'
import { foldRuntime } from '../profile/fold.ts'
import { fileOfScript } from '../profile/origin.ts'
import type { Frame } from '../profile/profile.ts'
import { bySite, type SiteFigures } from '../profile/site.ts'
import { pathFrom } from '../report/place.ts'
import { rootFolder } from '../vitest/root-folder.ts'
import { isRuntime } from '../vitest/runtime-frames.ts'
import { toSource } from '../vitest/source-positions.ts'
import type { SiteKept } from './figures.ts'

/** Below it a test has nothing that is worth a line: the code of functions that ran for the first time is about as much. */
export const WORTH_A_LINE_BYTES = 64 * 1024
const LEAST_SITE_BYTES = 4 * 1024
const LEAST_SITE_SHARE = 0.01
const MOST_SITES = 8

type Evidence = ReturnType<WholeTestRecording['evidence']>

/** A site at its place in the source. */
export type KeptSite = Pick<SiteFigures, 'frame' | 'bytes' | 'objects'>

/** The sites of a test's figures. */
export interface KeptSites {
  /** Largest first; none where the test keeps next to nothing. */
  readonly shown: readonly KeptSite[]
  /** What they were taken from, if that was needed: memory off the heap has to be put to its sites. */
  readonly evidence?: Evidence
}

/** @param evidence of the figures, if it was taken; otherwise the recording, which is over then */
export function keptSites(figures: WholeTestFigures, evidence: Evidence | WholeTestRecording): KeptSites {
  if ('current' in evidence) return { shown: sitesOf(evidence), evidence }
  const onHeap = figures.kept.reduce((sum, { bytes }) => sum + bytes, 0)
  if (figures.bytes - onHeap < WORTH_A_LINE_BYTES) return { shown: keptOnHeap(figures) }
  const taken = evidence.evidence()
  return { shown: sitesOf(taken), evidence: taken }
}

/** The same while the test is still being measured: memory off the heap is at no site. */
export const keptOnHeap = ({ bytes: all, kept }: WholeTestFigures): KeptSite[] =>
  all < WORTH_A_LINE_BYTES
    ? []
    : largest(kept.map(({ node, bytes, objects }) => ({ frame: frameOf(node), bytes, objects })))

/** As reporters get it. */
export function toSiteKept({ frame, bytes, objects }: KeptSite): SiteKept {
  const { functionName, file, line } = frame
  const path = file === '' || file.startsWith('node:') ? file : pathFrom(rootFolder(), file)
  return { function: functionName, file: path, line, bytes: Math.round(bytes), objects }
}

function sitesOf({ current }: Evidence): KeptSite[] {
  const sites = bySite(foldRuntime(current, isRuntime)).values()
  return largest([...sites].filter(({ frame }) => originOf(frame.file) !== 'runner'))
}

const frameOf = ({ name, scriptName, lineNumber, columnNumber }: AllocationNode): Frame => ({
  functionName: name || '(anonymous)',
  file: fileOfScript(scriptName),
  line: lineNumber,
  column: columnNumber,
})

function largest(sites: readonly KeptSite[]): KeptSite[] {
  const total = sites.reduce((sum, { bytes }) => sum + bytes, 0)
  return sites
    .filter(({ bytes }) => bytes >= Math.max(LEAST_SITE_BYTES, LEAST_SITE_SHARE * total))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, MOST_SITES)
    .map(({ frame, bytes, objects }) => ({ frame: toSource(frame), bytes, objects }))
}
