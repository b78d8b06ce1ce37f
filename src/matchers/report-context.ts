import { readFileSync } from 'node:fs'
import picocolors from 'picocolors'
import { retainersJson } from '../artifacts/retainers-json.ts'
import { type WrittenProfiles, writeProfiles } from '../artifacts/write-profiles.ts'
import type { Explanation } from '../explain/explanation.ts'
import { originOf } from '../measure/recording.ts'
import { answerableFrame } from '../profile/answerable.ts'
import { diffBase } from '../profile/diff.ts'
import { foldRuntime } from '../profile/fold.ts'
import { mapPositions } from '../profile/map.ts'
import type { Frame, Profile } from '../profile/profile.ts'
import type { ReportContext } from '../report/input.ts'
import { hasColors } from '../vitest/colors.ts'
import { rootFolder } from '../vitest/root-folder.ts'
import { isRuntime } from '../vitest/runtime-frames.ts'
import { toSource } from '../vitest/source-positions.ts'
import type { RunningTest } from '../vitest/worker-state.ts'
import type { Artifacts } from './artifacts.ts'
import type { MatcherContext } from './context.ts'
import type { KeptSnapshot } from './explain.ts'
import { explanationInSource } from './explanation-in-source.ts'
import { keepFiles } from './keep-files.ts'

/** Of a measurement that failed its assertion. */
export interface Evidence {
  readonly subject: string
  readonly base: Profile
  readonly current: Profile
  readonly samplingIntervalBytes: number
  readonly offHeapSharedBy?: number | undefined
  readonly explanation?: Explanation | undefined
  readonly snapshot?: KeptSnapshot | undefined
}

/** What every message needs. */
export const reportSettings = (): Pick<ReportContext, 'root' | 'paint'> => ({
  root: rootFolder(),
  paint: picocolors.createColors(hasColors()),
})

/** What a report about this measurement needs, with its profiles on disk. */
export function reportContext(
  evidence: Evidence,
  context: MatcherContext,
  test: RunningTest | undefined,
): ReportContext & { readonly diff: Profile } {
  const { report, toWrite } = evidenceInSource(evidence)
  const { hasRetainers, ...profiles } = keepFiles(context, test, evidence.subject, (artifacts) =>
    writeEvidence(toWrite, artifacts),
  )
  return { ...report, profiles, hasRetainers }
}

/** In the positions that a person wrote: whole stacks, and what a report shows of them. */
export interface EvidenceToWrite {
  readonly base: Profile
  readonly current: Profile
  readonly diff: Profile
  readonly shown: Profile
  readonly samplingIntervalBytes: number
  readonly explanation: Explanation | undefined
}

/** What a report needs without any file, and what could be written. */
export function evidenceInSource(evidence: Evidence): {
  readonly report: ReportContext & { readonly diff: Profile }
  readonly toWrite: EvidenceToWrite
} {
  const { subject, samplingIntervalBytes, offHeapSharedBy, snapshot } = evidence
  const base = mapPositions(evidence.base, toTheirSource)
  const current = mapPositions(evidence.current, toTheirSource)
  const diff = diffBase(current, base)
  const shown = foldRuntime(withoutRunner(diff), isRuntime)
  const explanation = explanationInSource(evidence.explanation, toSource)
  const report = {
    ...reportSettings(),
    subject,
    samplingIntervalBytes,
    readSource,
    diff: shown,
    ...(offHeapSharedBy === undefined ? {} : { offHeapSharedBy }),
    ...(explanation && { explanation }),
    ...(snapshot && { snapshot }),
  }
  return { report, toWrite: { base, current, diff, shown, samplingIntervalBytes, explanation } }
}

/** Writes the profiles, and the explanation beside them. */
export function writeEvidence(
  { explanation, ...profiles }: EvidenceToWrite,
  artifacts: Artifacts,
): WrittenProfiles & { readonly hasRetainers: boolean } {
  const retainers = retainersJson(explanation, artifacts)
  return { ...writeProfiles({ ...artifacts, ...profiles, retainers }), hasRetainers: retainers !== undefined }
}

/** This package's own source map is large, once it is read, and of no use to anybody. */
export const toTheirSource = (frame: Frame): Frame => (originOf(frame.file) === 'own' ? frame : toSource(frame))

/** What the test runner keeps for itself is in the profiles, but is nobody's leak. */
const withoutRunner = (profile: Profile): Profile =>
  profile.filter(({ stack }) => originOf(answerableFrame(stack, originOf)?.file ?? '') !== 'runner')

export function readSource(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
