import type { AllocatedFigures, WholeTestFigures, WholeTestRecording } from '../measure/whole-test.ts'
import { formatLimit } from '../report/bytes.ts'
import { limitText } from '../report/limits.ts'
import type { TestTask } from '../vitest/worker-state.ts'
import { baselineError } from './baseline-failure.ts'
import type { FailedTest } from './failed-test.ts'
import { allocationsError, retainedError } from './failure.ts'
import type { ComparedWithBaseline, MeasuredTest } from './figures.ts'
import { keptOnHeap, keptSites, toSiteKept } from './kept-sites.ts'
import { type PerTestSettings, samplingIntervalOf } from './options.ts'
import type { TestBaseline } from './test-baseline.ts'

/** A test that is over, and what its figures are held against. */
export interface TestToJudge {
  readonly task: TestTask
  readonly subject: string
  readonly settings: PerTestSettings
  /** Where that was asked for. */
  readonly allocated: AllocatedFigures | undefined
  readonly baseline: TestBaseline | undefined
}

export interface JudgedTest extends FailedTest {
  readonly figures: MeasuredTest
}

/** Whether a test keeps too much by its first reading, and has to be read again with more patience. */
export const isSuspect = (test: TestToJudge, figures: WholeTestFigures): boolean =>
  isJudged(test) && (keepsTooMuch(test, figures) || test.baseline?.isWorse(figures, keptOnHeap(figures)) === true)

/** Holds a test's figures against its limits, and then against its baseline. The recording is over then. */
export function judgeTest(test: TestToJudge, figures: WholeTestFigures, recording: WholeTestRecording): JudgedTest {
  const { task, subject, settings, allocated, baseline } = test
  const samplingIntervalBytes = samplingIntervalOf(settings)
  const evidence = { subject, samplingIntervalBytes, task, recording }
  const { retain, allocateBytes = Infinity } = settings
  const isOver = {
    retain: isJudged(test) && keepsTooMuch(test, figures),
    allocate: isJudged(test) && allocated !== undefined && allocated.bytes > allocateBytes,
  }
  const overLimit: FailedTest =
    isOver.retain && retain
      ? retainedError(evidence, retain)
      : isOver.allocate && allocated
        ? allocationsError(evidence, allocated, allocateBytes)
        : {}
  const sites = keptSites(figures, overLimit.retained ?? recording)
  // A test that has failed is no baseline, and its figures are no news.
  const checked = isJudged(test) && !overLimit.error ? baseline?.check(figures, sites.shown) : undefined
  const failed = checked?.message ? baselineError(evidence, sites, checked, allocated) : overLimit
  const over = {
    ...(isOver.retain && retain && { retain: limitText(retain, 'and') }),
    ...(isOver.allocate && { allocate: formatLimit(allocateBytes) }),
  }
  return {
    ...failed,
    figures: {
      ...plainFigures(figures, samplingIntervalBytes),
      ...(allocated && { allocatedBytes: Math.round(allocated.bytes) }),
      ...(sites.shown.length > 0 && { sites: sites.shown.map(toSiteKept) }),
      ...(Object.keys(over).length > 0 && { over }),
      ...(checked?.compared && { baseline: checked.compared as ComparedWithBaseline }),
    },
  }
}

/** A test that has failed already, or has skipped itself, has figures and no second error. */
const isJudged = ({ task: { result, fails } }: TestToJudge): boolean =>
  result?.state !== 'fail' && result?.state !== 'skip' && fails !== true

const keepsTooMuch = ({ settings: { retain } }: TestToJudge, { bytes, objects }: WholeTestFigures): boolean =>
  retain !== undefined && (bytes > (retain.space ?? Infinity) || objects > (retain.objects ?? Infinity))

const plainFigures = ({ bytes, objects, before, after }: WholeTestFigures, samplingIntervalBytes: number) => ({
  retainedBytes: Math.max(0, Math.round(bytes)),
  retainedObjects: objects,
  workerBytes: [sizeOf(before), sizeOf(after)] as const,
  samplingIntervalBytes,
})

const sizeOf = ({ heapBytes, arrayBuffersBytes, externalBytes }: WholeTestFigures['after']): number =>
  heapBytes + Math.max(arrayBuffersBytes, externalBytes)
