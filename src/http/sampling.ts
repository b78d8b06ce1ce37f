import { isHeapProfilerInUse } from '../heap/open-source.ts'
import type { AllocationNode } from '../profile/allocation-node.ts'
import { Refusal } from './refusal.ts'
import { type SamplingSource, samplingSource } from './sampling-source.ts'

/** Go records 128 frames since 1.23, and 32 before. */
const STACK_DEPTH = 64

/** What a running server is sampled with. */
export interface Sampling {
  readonly intervalBytes: number
  /** Milliseconds since 1970. */
  readonly sinceMs: number
  readonly estimatesObjects: boolean
  read(): AllocationNode
}

let source: SamplingSource | undefined
/** V8 has one profiler for each isolate, so all handlers of a process share it. */
let running: Sampling | undefined

/**
 * Samples from now on, unless it already does.
 *
 * @throws Refusal 409 when something else uses V8's profiler
 */
export function startSampling(intervalBytes: number): Sampling {
  if (running) return running
  if (isHeapProfilerInUse()) {
    throw new Refusal(
      409,
      "V8's heap profiler, of which a process has one, is in use by something else (--heap-prof, an APM agent, an inspector, a test): end that first",
    )
  }
  source ??= samplingSource()
  const { estimatesObjects } = source
  source.start(intervalBytes, STACK_DEPTH)
  running = { intervalBytes, sinceMs: Date.now(), estimatesObjects, read }
  return running
}

/** What was sampled is gone. May be called twice. */
export function stopSampling(): void {
  if (!running) return
  running = undefined
  try {
    source?.stop()
  } catch {
    // Somebody else has ended it.
  }
}

/** The sampling that runs, if one does. */
export const currentSampling = (): Sampling | undefined => running

function read(): AllocationNode {
  try {
    if (source) return source.read()
  } catch {
    // Ended by somebody else, as an inspector that stops its own profile does.
  }
  running = undefined
  throw new Refusal(409, "something else has ended the sampling of V8's heap: ask again, and it begins anew")
}
