import { isHeapProfilerInUse } from '../heap/open-source.ts'
import { MeasurementError } from './errors.ts'

let isClaimed = false
/** Whoever records only as long as nobody else wants to. */
let giveUpBackground: (() => void) | undefined

/**
 * Takes the isolate's one heap profiler for a recording that gives way to any measurement.
 *
 * @param giveUp called when a measurement wants the profiler: recording is to stop at once
 * @returns what gives it back; nothing where the profiler is in use already
 */
export function claimInBackground(giveUp: () => void): (() => void) | undefined {
  if (isClaimed || giveUpBackground || isHeapProfilerInUse()) return undefined
  giveUpBackground = giveUp
  return () => {
    if (giveUpBackground === giveUp) giveUpBackground = undefined
  }
}

/**
 * Takes the isolate's one heap profiler for a measurement.
 *
 * @returns what gives it back; may be called twice
 * @throws MeasurementError when it is in use already
 */
export function claimHeapProfiler(): () => void {
  const giveUp = giveUpBackground
  giveUpBackground = undefined
  giveUp?.()
  if (isClaimed) {
    throw new MeasurementError(
      'a measurement is running already: await each assertion before the next one, and make none in the body of another',
    )
  }
  if (isHeapProfilerInUse()) throw profilerInUse()
  isClaimed = true
  let isMine = true
  return () => {
    if (isMine) isClaimed = false
    isMine = false
  }
}

/** @param cause why recording could not be started, if that was tried */
export const profilerInUse = (cause?: unknown): MeasurementError =>
  new MeasurementError(
    'the heap profiler is in use by something else (--heap-prof, an APM agent, an inspector), and V8 has only one: switch that off for this test run',
    cause === undefined ? {} : { cause },
  )

/** Somebody has ended what we record. */
export const profilerStopped = (cause: unknown): MeasurementError =>
  new MeasurementError(
    'the heap profiler was stopped by something else while the body was measured: let nothing but the assertion profile this test',
    { cause },
  )
