import { usedHeapBytes } from '../heap/allocation-rate.ts'
import { type AllocationTracking, openAllocationTracking } from '../heap/allocation-tracking.ts'
import { snapshotRoom } from '../heap/available-memory.ts'
import { pauseTierUp, quieten } from '../heap/tier-up.ts'
import { undo } from '../heap/undoing.ts'
import { type Body, isThenable } from '../measure/body.ts'
import { type Course, drive } from '../measure/steps.ts'
import { beforeTimeIsOut } from './before-time-is-out.ts'
import type { SiteToExplain } from './explain-graph.ts'
import type { Explanation } from './explanation.ts'
import { explanationOf } from './explanation-of.ts'
import type { SnapshotWatch } from './snapshot/take-graph.ts'
import { whyNoSnapshot } from './too-large.ts'
import { trackedCalls } from './tracked-calls.ts'

export interface LeakingSite extends SiteToExplain {
  readonly objectsPerCall: number
  readonly bytesPerCall: number
}

export interface ExplainRequest extends SnapshotWatch {
  readonly body: Body
  /** Biggest first. */
  readonly sites: readonly LeakingSite[]
  /** Off the heap as well. */
  readonly keptBytesPerCall: number
  /** Calls so far: a table that grows has room for some of as many. */
  readonly callsBefore: number
  /** For the calls. */
  readonly timeMs: number
  /** A larger heap is left alone. */
  readonly maxHeapBytes: number
  readonly settle?: (() => unknown) | undefined
  readonly signal?: AbortSignal | undefined
  /**
   * When a test would time out, in milliseconds from now, where the event loop turns: what the calls have made until then is explained.
   * Default: never.
   */
  readonly mostMs?: number | undefined
  /** Whether the body returns promises, or its work is done in the event loop. */
  readonly isAsynchronous: boolean
}

/** What takes time to end, sockets for example. */
const WAIT_MS = 50
const OUT_OF_TIME = { reason: "no time was left for it before the test's timeout: raise that" }

/** How far it has come. */
interface Progress {
  isTracking: boolean
  /** Tracked ones, the last of which may be going on. */
  calls: number
  heapBytes: number
}

/**
 * Calls the body a few times more while V8 records who makes what, takes a snapshot of the heap, and reads from it what the leaking
 * sites have made and who holds it.
 *
 * Never throws because of what it does itself: there is a leak to report.
 *
 * @returns a promise exactly if `isAsynchronous`
 * @throws what `signal` is aborted with
 */
export function explainLeak(request: ExplainRequest): Explanation | Promise<Explanation> {
  const { body, settle, signal, isAsynchronous, mostMs = Infinity } = request
  if (isAsynchronous && mostMs <= 0) return (async () => OUT_OF_TIME)()
  const progress: Progress = { isTracking: false, calls: 0, heapBytes: 0 }
  let isCalling = true
  const failed = (error: unknown): Explanation => {
    signal?.throwIfAborted()
    return { reason: isCalling ? `calling the body again failed: ${reasonOf(error)}` : reasonOf(error) }
  }
  const undoing = undo()
  try {
    const tracking = openAllocationTracking()
    const quiet = undo()
    undoing.add(tracking.close)
    undoing.add(quiet.all)
    quiet.add(quieten())
    quiet.add(pauseTierUp())
    const explain = (): Explanation => {
      isCalling = false
      // To read a snapshot takes thirty times as long while functions may not be compiled.
      quiet.all()
      return explanationOf(request, tracking, progress.calls, progress.heapBytes)
    }
    const ended = new AbortController()
    const end = (): void => ended.abort(signal?.reason)
    signal?.addEventListener('abort', end, { once: true })
    if (signal?.aborted) end()
    const outcome = drive(course(request, tracking, progress, explain), {
      body() {
        if (progress.isTracking) progress.calls++
        return body()
      },
      settle,
      signal: ended.signal,
      asynchronous: isAsynchronous,
      close() {
        signal?.removeEventListener('abort', end)
        undoing.all()
      },
    })
    if (!isThenable(outcome)) return outcome
    return beforeTimeIsOut(outcome.catch(failed), mostMs, () => {
      try {
        return progress.calls > 0 ? explain() : OUT_OF_TIME
      } catch (error) {
        return failed(error)
      } finally {
        end()
      }
    })
  } catch (error) {
    undoing.all()
    return failed(error)
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error)

function* course(
  request: ExplainRequest,
  tracking: AllocationTracking,
  progress: Progress,
  explain: () => Explanation,
): Course<Explanation> {
  const { maxHeapBytes, onProgress } = request
  yield { settle: 'quickly' }
  progress.heapBytes = usedHeapBytes()
  const { heapBytes } = progress
  const reason = whyNoSnapshot({ heapBytes, maxHeapBytes, ...snapshotRoom() })
  if (reason) return { reason }
  onProgress?.('calling the body again, with allocations tracked')
  tracking.start()
  progress.isTracking = true
  yield* trackedCalls(request)
  yield { settle: 'thoroughly', collections: 2, waitMs: WAIT_MS }
  return explain()
}
