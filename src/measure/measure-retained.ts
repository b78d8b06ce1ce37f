import { usedHeapBytes } from '../heap/allocation-rate.ts'
import { offHeapGrowth } from '../heap/off-heap.ts'
import type { Profile } from '../profile/profile.ts'
import { arrayBufferSizesBy } from './array-buffer-size.ts'
import type { Body } from './body.ts'
import { openRecording, profileOf, type Recording } from './recording.ts'
import { HEAP_NOISE_BYTES, type RetainedFigures, retainedFigures } from './retained-figures.ts'
import { type Course, drive } from './steps.ts'

/** How much a body keeps is measured. */
export interface RetainedOptions {
  /** Calls that are measured. */
  readonly calls: number
  /** Calls before them. */
  readonly warmup: number
  readonly settle?: (() => unknown) | undefined
  /** Mean distance of recorded allocations in bytes. Default: from `limitBytes`. */
  readonly samplingInterval?: number | undefined
  /** What the figures will be compared with. A cold call may allocate any number of objects, and recording each one takes 1 to 5 µs. */
  readonly limitBytes?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** What is alive after the calls minus what was alive before. */
export interface RetainedResult extends RetainedFigures {
  readonly calls: number
  /** With those of the warm-up. */
  readonly callsBefore: number
  readonly samplingIntervalBytes: number
  readonly offHeapSharedBy: number
  readonly base: Profile
  /** Raw stacks, in generated positions. */
  readonly current: Profile
}

/** Limits up to this are measured exactly, larger ones to about 1 %. */
const EXACT_LIMIT_BYTES = 1024 * 1024
const SAMPLES_AT_LIMIT = 10_000
const MOST_SETTLINGS = 5

/**
 * Measures what calls of the body keep, on and off the heap.
 *
 * @returns a promise exactly when the body returns one
 * @throws MeasurementError when the heap cannot be measured, and whatever the body throws, as it is
 */
export function measureRetained(body: Body, options: RetainedOptions): RetainedResult | Promise<RetainedResult> {
  const recording = openRecording()
  const { settle, signal } = options
  return drive(course(recording, options), { body, settle, signal, close: () => recording.close() })
}

function* course(recording: Recording, options: RetainedOptions): Course<RetainedResult> {
  const { calls, warmup, limitBytes = 0 } = options
  const samplingIntervalBytes =
    options.samplingInterval ?? (limitBytes <= EXACT_LIMIT_BYTES ? 1 : Math.ceil(limitBytes / SAMPLES_AT_LIMIT))
  if (warmup > 0) yield { call: warmup }
  const heapBefore = yield* settledHeapBytes()
  recording.start(samplingIntervalBytes, 64)
  const start = recording.checkpoint(0)
  yield { call: calls }
  yield { settle: 'thoroughly', collections: 2 }
  const end = recording.checkpoint(calls)
  const heapGrowth = usedHeapBytes() - heapBefore
  const offHeapBytes = offHeapGrowth(end, start)
  const sizes = offHeapBytes > 0 ? arrayBufferSizesBy(recording) : new Set<number>()

  return {
    calls,
    callsBefore: warmup + calls,
    samplingIntervalBytes,
    base: [],
    ...retainedFigures(profileOf(end, sizes), heapGrowth, offHeapBytes, samplingIntervalBytes),
  }
}

/** What work before the measurement has left is to be gone when it starts: what is freed later is the body's doing. */
function* settledHeapBytes(): Course<number> {
  let bytes = Infinity
  for (let i = 0; i < MOST_SETTLINGS; i++) {
    yield { settle: 'thoroughly', collections: 2 }
    const now = usedHeapBytes()
    const isSettled = bytes - now < HEAP_NOISE_BYTES / 4
    bytes = now
    if (isSettled) break
  }
  return bytes
}
