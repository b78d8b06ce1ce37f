import { assertionsOf } from '../baseline/record.ts'
import { cameToRest, type HeapAtRest, recordWholeTest, type WholeTestRecording } from '../measure/whole-test.ts'
import { holdMocksWeakly } from '../vitest/runner-records.ts'
import { type RunningTest, type TestTask, workerState } from '../vitest/worker-state.ts'
import { annotateTest } from './annotate.ts'
import { figuresIn, type MeasuredTest, recordFigures, type TestFigures, type UnmeasuredTest } from './figures.ts'
import { isSuspect, judgeTest } from './judge-test.ts'
import { type PerTestSettings, samplingIntervalOf } from './options.ts'
import { asksItself, settingsHere } from './settings-here.ts'
import { baselineOf } from './test-baseline.ts'
import { refusalAt } from './test-error.ts'

const REASONS: Readonly<Record<UnmeasuredTest['unmeasured'], string>> = {
  concurrent:
    'tests that run at the same time allocate in the same heap. Make this test sequential, with the option `concurrent: false` or outside of `describe.concurrent`',
  assertion: 'an assertion in it measures the heap itself, and V8 has one heap profiler: put it into a test of its own',
  profiler:
    'the heap profiler is in use by something else (--heap-prof, an APM agent, an inspector): switch that off for this test run',
}

/**
 * Measures a test from now on, if it is to be measured.
 *
 * @returns when it is being measured: what is to be called when the test and all of its hooks are over, which records the figures, and rejects
 * where they break a limit
 * @throws MeasurementError what is wrong with the test's own `meta.leak`
 */
export async function measureTest(test: RunningTest): Promise<(() => Promise<void>) | undefined> {
  const { task } = test
  const { atRest } = workerState
  workerState.atRest = undefined
  const isAlone = endsNoOther()
  const settings = settingsHere(task)
  if (!settings) return undefined
  let unmeasured: UnmeasuredTest['unmeasured'] | undefined = task.concurrent || !isAlone ? 'concurrent' : undefined
  if (unmeasured) return async () => leftOut(test, 'concurrent')
  let recording: WholeTestRecording | undefined
  const end = (): void => {
    unmeasured = 'concurrent'
    recording?.close()
  }
  workerState.endMeasuredTest = end
  const rest = await startAfter(atRest, task)
  recording = unmeasured ? undefined : recordedFrom(rest, settings, () => (unmeasured = 'assertion'))
  return async () => {
    try {
      if (unmeasured || !recording) return leftOut(test, unmeasured ?? 'profiler')
      await finish(test, settings, recording)
    } finally {
      recording?.close()
      if (workerState.endMeasuredTest === end) workerState.endMeasuredTest = undefined
    }
  }
}

const recordedFrom = (rest: HeapAtRest, settings: PerTestSettings, onGivenUp: () => void) =>
  recordWholeTest({
    samplingIntervalBytes: samplingIntervalOf(settings),
    isAllocationAsked: settings.isAllocationAsked === true,
    rest,
    onGivenUp,
  })

/** A test starts from where the one before it in its suite has ended. Hooks of suites allocate and free, and so do imports. */
function startAfter(atRest: typeof workerState.atRest, { file, suite }: TestTask): HeapAtRest | Promise<HeapAtRest> {
  if (atRest?.file !== file) return cameToRest(2)
  return atRest?.suite === suite && atRest ? atRest.heap : cameToRest(1)
}

/**
 * A sequential test of a suite that is concurrent runs beside other suites.
 *
 * @returns whether no other test is going on; one that is being measured cannot be measured any more
 */
function endsNoOther(): boolean {
  const { endMeasuredTest, running } = workerState
  workerState.endMeasuredTest = undefined
  endMeasuredTest?.()
  return !endMeasuredTest && running.size <= 1
}

function leftOut(test: RunningTest, unmeasured: UnmeasuredTest['unmeasured']): void {
  const { task } = test
  record(test, { unmeasured })
  if (asksItself(task))
    throw refusalAt(task, `the test cannot be measured as its meta.leak asks: ${REASONS[unmeasured]}`)
}

async function finish(running: RunningTest, settings: PerTestSettings, recording: WholeTestRecording): Promise<void> {
  const { task } = running
  const allocated = recording.allocated()
  const subject = `the test ${JSON.stringify(task.name)}`
  const test = { task, subject, settings, allocated, baseline: baselineOf(task, subject, allocated) }
  let figures = await withoutUnusedMocks(() => recording.read())
  // One collection is enough for a test that keeps little; what looks like too much gets all the time that it may need.
  if (isSuspect(test, figures)) figures = await withoutUnusedMocks(() => recording.readThoroughly())
  workerState.atRest = { file: task.file, suite: task.suite, heap: figures.after }
  const judged = judgeTest(test, figures, recording)
  record(running, judged.figures)
  await annotateTest(task, judged.figures, judged)
  if (judged.error) throw judged.error
}

/** With what the assertions of this attempt have found. */
function record(test: RunningTest, figures: MeasuredTest | UnmeasuredTest): void {
  const { meta } = test.task
  const assertions = assertionsOf(test)
  const asWritten = 'retainedBytes' in figures && meta ? withWritten(figures, figuresIn(meta)) : figures
  if (meta) recordFigures({ meta }, { ...asWritten, ...(assertions.length > 0 && { assertions }) })
}

/** What a repetition of the test has written, the next one finds. */
function withWritten(figures: MeasuredTest, earlier: TestFigures | undefined): MeasuredTest {
  const verdict = earlier && 'baseline' in earlier ? earlier.baseline?.verdict : undefined
  const isWritten = figures.baseline?.verdict === 'same' && (verdict === 'new' || verdict === 'updated')
  return isWritten ? { ...figures, baseline: { ...figures.baseline, verdict } } : figures
}

async function withoutUnusedMocks<T>(act: () => Promise<T>): Promise<T> {
  const restore = holdMocksWeakly()
  try {
    return await act()
  } finally {
    restore()
  }
}
