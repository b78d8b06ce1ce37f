import { usedHeapBytes } from '../heap/allocation-rate.ts'
import { type AllocationTracking, openAllocationTracking } from '../heap/allocation-tracking.ts'
import { availableMemoryBytes } from '../heap/available-memory.ts'
import { pauseTierUp, quieten } from '../heap/tier-up.ts'
import type { Body } from '../measure/body.ts'
import { nowMs } from '../measure/clock.ts'
import { originOf } from '../measure/recording.ts'
import { type Course, drive } from '../measure/steps.ts'
import { candidatesOf } from './candidates.ts'
import { capturedNames } from './captured-names.ts'
import { explainGraph, type SiteFindings, type SiteToExplain } from './explain-graph.ts'
import type { Candidate, Explanation, SiteExplanation } from './explanation.ts'
import { type ParsedSource, parseSource } from './lines/parse-source.ts'
import { perCall } from './site-kinds.ts'
import { fileSource } from './snapshot/file-source.ts'
import type { HeapGraph } from './snapshot/heap-graph.ts'
import { readSnapshot } from './snapshot/read-snapshot.ts'
import { isSlowSnapshot, megabytes, whyNoSnapshot } from './too-large.ts'

export interface LeakingSite extends SiteToExplain {
  readonly objectsPerCall: number
  readonly bytesPerCall: number
}

export interface ExplainRequest {
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
  /** Whether the body returns promises, or its work is done in the event loop. */
  readonly isAsynchronous: boolean
  /** Given the snapshot's path before that is removed. */
  readonly keepSnapshot?: ((path: string) => void) | undefined
  /** Told what goes on, with the share that is done where that is known, and whether it will take more than a second. */
  readonly onProgress?: ((what: string, share?: number, isLong?: boolean) => void) | undefined
}

/** Enough to tell what is held for good from what happens to be there. */
const MOST_CALLS = 64
const FIRST_CALLS = 4
const WANTED_OBJECTS = 16
const MOST_CALLS_OF_RARE = 1024
/** Each is looked at. */
const MOST_OBJECTS = 20_000
const MOST_KEPT_BYTES = 64 * 1024 * 1024
/** A table is made anew when it is full: at 1.5 or 2 times its size. */
const CALLS_TO_ENLARGE = 1.1
/** What takes time to end, sockets for example. */
const WAIT_MS = 50

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
  const { body, settle, signal, isAsynchronous } = request
  let isCalling = true
  const failed = (error: unknown): Explanation => {
    signal?.throwIfAborted()
    return { reason: isCalling ? `the body failed when it was called again: ${reasonOf(error)}` : reasonOf(error) }
  }
  try {
    const tracking = openAllocationTracking()
    const restore = [quieten(), pauseTierUp()]
    const loud = (): void => {
      for (const each of restore.splice(0)) each()
    }
    const called = (): void => {
      isCalling = false
      loud()
    }
    const close = (): void => {
      loud()
      tracking.close()
    }
    const outcome = drive(course(request, tracking, called), {
      body,
      settle,
      signal,
      asynchronous: isAsynchronous,
      close,
    })
    return outcome instanceof Promise ? outcome.catch(failed) : outcome
  } catch (error) {
    return failed(error)
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error)

/** @param called lets functions be compiled again: to read a snapshot without takes thirty times as long */
function* course(request: ExplainRequest, tracking: AllocationTracking, called: () => void): Course<Explanation> {
  const { maxHeapBytes, onProgress } = request
  yield { settle: 'quickly' }
  const heapBytes = usedHeapBytes()
  const reason = whyNoSnapshot({ heapBytes, maxHeapBytes, availableBytes: availableMemoryBytes() })
  if (reason) return { reason }
  onProgress?.('calling the body again, with allocations tracked')
  tracking.start()
  const calls = yield* trackedCalls(request)
  yield { settle: 'thoroughly', collections: 2, waitMs: WAIT_MS }
  called()
  return explanationOf(request, tracking, calls, heapBytes)
}

function* trackedCalls({ sites, keptBytesPerCall, callsBefore, timeMs }: ExplainRequest): Course<number> {
  const isTable = sites.every((site) => site.isTable)
  const rate = Math.max(...sites.map(({ objectsPerCall }) => objectsPerCall), WANTED_OBJECTS / MOST_CALLS_OF_RARE)
  const wanted = isTable
    ? Math.ceil(CALLS_TO_ENLARGE * callsBefore)
    : Math.min(MOST_CALLS_OF_RARE, Math.max(MOST_CALLS, Math.ceil(WANTED_OBJECTS / rate)))
  const objectsPerCall = sites.reduce((sum, site) => sum + site.objectsPerCall, 0)
  const inMemory = Math.min(
    MOST_KEPT_BYTES / Math.max(1, keptBytesPerCall),
    MOST_OBJECTS / Math.max(0.001, objectsPerCall),
  )
  const most = Math.max(1, Math.min(wanted, Math.floor(inMemory)))
  const startMs = nowMs()
  let calls = 0
  let batch = FIRST_CALLS
  while (calls < most) {
    const size = Math.min(batch, most - calls)
    yield { call: size }
    calls += size
    const elapsedMs = nowMs() - startMs
    const affordable = Math.floor((calls * (timeMs - elapsedMs)) / Math.max(elapsedMs, 0.001))
    if (affordable < 1) break
    batch = Math.min(2 * batch, affordable)
  }
  return calls
}

function explanationOf(
  request: ExplainRequest,
  tracking: AllocationTracking,
  calls: number,
  heapBytes: number,
): Explanation {
  const { sites, onProgress, keepSnapshot } = request
  onProgress?.(`taking a snapshot of a heap of ${megabytes(heapBytes)}`, undefined, isSlowSnapshot(heapBytes))
  const path = tracking.writeSnapshot()
  keepSnapshot?.(path)
  const source = fileSource(path)
  let graph: HeapGraph
  try {
    graph = readSnapshot(source, (share) => onProgress?.('reading the heap snapshot', share))
  } finally {
    source.close()
  }
  onProgress?.('looking for what holds it')
  const findings = explainGraph(graph, {
    sites,
    originOf,
    askNames(closures) {
      const names = capturedNames(graph, tracking, closures)
      // What comes now makes many small objects.
      tracking.stop()
      return names
    },
  })
  if (findings.every(({ kinds }) => kinds.length === 0)) return { reason: nothingFound(request, calls) }
  const sourceOf = parsedSources(tracking)
  return {
    calls,
    sites: findings.map((found, index) => ({
      frame: found.frame,
      kinds: found.kinds.map((kind) => perCall(kind, calls)),
      offHeapBytesPerCall: found.offHeapBytes / calls,
      holders: found.holders,
      omittedHolders: found.omittedHolders,
      candidates: candidatesWhereKnown(graph, found, sites[index]?.isTable ?? false, sourceOf),
    })) satisfies SiteExplanation[],
  }
}

function nothingFound({ sites }: ExplainRequest, calls: number): string {
  return sites.every(({ isTable }) => isTable)
    ? `no table of these sites was enlarged in ${calls} more calls, so that nobody can tell which it is`
    : `${calls} more calls have made nothing at these sites that was kept`
}

function parsedSources(tracking: AllocationTracking): (scriptId: number) => ParsedSource | undefined {
  const parsed = new Map<number, ParsedSource | undefined>()
  return (scriptId) => {
    if (!parsed.has(scriptId)) {
      const text = tracking.sourceOf(scriptId)
      parsed.set(scriptId, text === undefined ? undefined : parseSource(text))
    }
    return parsed.get(scriptId)
  }
}

function candidatesWhereKnown(
  graph: HeapGraph,
  found: SiteFindings,
  isTable: boolean,
  sourceOf: (scriptId: number) => ParsedSource | undefined,
): Candidate[] {
  const scriptId = found.kinds[0]?.objects[0]?.scriptId
  const source = scriptId === undefined ? undefined : sourceOf(scriptId)
  return source ? candidatesOf(graph, found, source, isTable) : []
}
