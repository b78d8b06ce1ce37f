import { fileURLToPath } from 'node:url'
import { type OffHeap, readOffHeap } from '../heap/off-heap.ts'
import { isHeapProfilerInUse, openHeapSource } from '../heap/open-source.ts'
import { pauseTierUp, prepareWarmUp } from '../heap/tier-up.ts'
import { profileFromTree } from '../profile/from-v8.ts'
import { type Origin, originOf as originByRoot } from '../profile/origin.ts'
import type { Profile } from '../profile/profile.ts'
import { MeasurementError } from './errors.ts'

/** This package's code: `src/` in development, the package's folder when installed. */
const OWN_ROOT = fileURLToPath(new URL('..', import.meta.url)).replaceAll('\\', '/')

export const originOf = (file: string): Origin => originByRoot(file, OWN_ROOT)

/** What is alive at a checkpoint of what was allocated since recording began. */
export interface Checkpoint extends OffHeap {
  readonly calls: number
  /** Raw stacks, in generated positions; without this package's own allocations. */
  readonly profile: Profile
}

export interface Recording {
  /** Records from now on, in place of what was recorded before. */
  start(intervalBytes: number, stackDepth: number): void
  checkpoint(calls: number): Checkpoint
  /** Samples only what is asked for from here on: with tier-up paused, compilers add nothing. */
  pauseTierUp(): void
  /** Leaves V8 as it was found. May be called twice. */
  close(): void
}

let current: Recording | undefined

/** Opens the isolate's one heap profiler. */
export function openRecording(): Recording {
  if (current) {
    throw new MeasurementError(
      'a measurement is running already: measure one body at a time (a leak assertion inside the body of another cannot be measured)',
    )
  }
  if (isHeapProfilerInUse()) {
    throw new MeasurementError(
      'the heap profiler is in use by something else (--heap-prof, an APM agent, an inspector), and V8 has only one: switch that off for this test run',
    )
  }
  const source = openHeapSource()
  const resume = [prepareWarmUp()]
  let isStarted = false
  const stop = (): void => {
    if (isStarted) source.stop()
    isStarted = false
  }
  const recording: Recording = {
    start(intervalBytes, stackDepth) {
      stop()
      source.start(intervalBytes, stackDepth)
      isStarted = true
    },
    checkpoint(calls) {
      try {
        const profile = profileFromTree(source.read(), (frame) => originOf(frame.file) === 'own')
        return { calls, profile, ...readOffHeap() }
      } catch (cause) {
        throw new MeasurementError(
          'the heap profiler was stopped by something else while the body was measured: let nothing but the assertion profile this test',
          { cause },
        )
      }
    },
    pauseTierUp() {
      resume.push(pauseTierUp())
    },
    close() {
      if (current !== recording) return
      current = undefined
      for (const undo of resume.splice(0)) undo()
      stop()
    },
  }
  current = recording
  return recording
}
