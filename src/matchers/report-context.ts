import { readFileSync } from 'node:fs'
import picocolors from 'picocolors'
import { writeProfiles } from '../artifacts/write-profiles.ts'
import { originOf } from '../measure/recording.ts'
import { answerableFrame } from '../profile/answerable.ts'
import { diffBase } from '../profile/diff.ts'
import { foldRuntime } from '../profile/fold.ts'
import { mapPositions } from '../profile/map.ts'
import type { Profile } from '../profile/profile.ts'
import type { ReportContext } from '../report/input.ts'
import { hasColors } from '../vitest/colors.ts'
import { rootFolder } from '../vitest/root-folder.ts'
import { isRuntime } from '../vitest/runtime-frames.ts'
import { toSource } from '../vitest/source-positions.ts'
import type { RunningTest } from '../vitest/worker-state.ts'
import type { MatcherContext } from './context.ts'

/** Of a measurement that failed its assertion. */
export interface Evidence {
  readonly subject: string
  readonly base: Profile
  readonly current: Profile
  readonly samplingIntervalBytes: number
  readonly offHeapSharedBy?: number | undefined
}

/** What every message needs. */
export const reportSettings = (): Pick<ReportContext, 'root' | 'paint'> => ({
  root: rootFolder(),
  paint: picocolors.createColors(hasColors()),
})

/** What a report about this measurement needs, with its profiles on disk. */
export function reportContext(
  evidence: Evidence,
  { currentTestName, testPath }: MatcherContext,
  test: RunningTest | undefined,
): ReportContext & { readonly diff: Profile } {
  const { subject, samplingIntervalBytes, offHeapSharedBy } = evidence
  const base = mapPositions(evidence.base, toSource)
  const current = mapPositions(evidence.current, toSource)
  const diff = diffBase(current, base)
  const settings = reportSettings()
  if (test) test.failures++
  const profiles = writeProfiles({
    root: settings.root,
    testFile: testPath ?? process.argv[1] ?? 'expect',
    testName: currentTestName || subject,
    occurrence: test?.failures ?? 1,
    base,
    current,
    diff,
    samplingIntervalBytes,
  })
  return {
    ...settings,
    subject,
    samplingIntervalBytes,
    profiles,
    readSource,
    diff: foldRuntime(withoutRunner(diff), isRuntime),
    ...(offHeapSharedBy === undefined ? {} : { offHeapSharedBy }),
  }
}

/** What the test runner keeps for itself is in the profiles, but is nobody's leak. */
const withoutRunner = (profile: Profile): Profile =>
  profile.filter(({ stack }) => originOf(answerableFrame(stack, originOf)?.file ?? '') !== 'runner')

function readSource(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
