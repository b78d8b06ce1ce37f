import { nowMs } from '../../clock.ts'
import { openAllocationLog } from '../../heap/allocation-log.ts'
import { deoptimiseAll, hurryTierUp } from '../../heap/steady-state.ts'
import { undo } from '../../heap/undoing.ts'
import type { SteadyRound } from '../../judge/steady.ts'
import { type Body, callStrangers } from '../body.ts'
import { claimHeapProfiler } from '../claim.ts'
import { type Course, drive } from '../steps.ts'
import type { Hooks } from './hooks.ts'
import { measureOffHeap } from './off-heap.ts'
import { type Recorder, recorderOf } from './recorder.ts'
import { measureRounds } from './rounds.ts'
import { type AllocationSites, findSites } from './sites.ts'
import { warmUp } from './warm-up.ts'

/** How what a body allocates is measured. */
export interface AllocatedOptions {
  /** Calls before anything is recorded. Default: until the body is optimised code, at most 25,000 calls or 120 ms of the processor. */
  readonly warmup?: number | undefined
  /** Calls of a round. Default: as many as make some thousand objects. */
  readonly calls?: number | undefined
  /** Most rounds. Default 20; fewer where the last ones agree. */
  readonly rounds?: number | undefined
  /** How long it may take, in milliseconds. */
  readonly budgetMs: number
  /** Called around each call, uncounted. */
  readonly hooks?: Hooks | undefined
  /** Through the event loop even if the body returns no promise. */
  readonly asynchronous?: boolean
  /** Whether optimised code may be thrown away first: not where coverage is taken. */
  readonly mayDeoptimise: boolean
  /** Whether the figures will be reported, so that it has to be known where they come from and what of it stays alive. Default: no. */
  readonly isReported?: (figures: AllocatedFigures) => boolean
  readonly signal?: AbortSignal | undefined
}

/** What one call allocates, freed or not. */
export interface AllocatedFigures {
  /** On the heap and off it. */
  readonly bytesPerCall: number
  readonly objectsPerCall: number
  readonly heapBytesPerCall: number
  readonly offHeapBytesPerCall: number
  /** In a single call memory off the heap was freed, so that there is more of it than could be counted. */
  readonly isOffHeapAtLeast: boolean
  readonly basis: SteadyRound['basis']
  readonly leastBytesPerCall: number
  readonly mostBytesPerCall: number
  readonly rounds: number
  readonly callsPerRound: number
  readonly warmupCalls: number
}

export interface AllocatedResult extends AllocatedFigures {
  /** Where they come from, if they are to be reported. */
  readonly sites?: AllocationSites
}

const MOST_ROUNDS = 20
/** Of what an assertion may take, for rounds that do not agree. */
const ROUNDS_SHARE = 0.5
const MOST_MS = 3000

/**
 * Measures what one call of the body allocates, in the steady state of optimised code.
 *
 * @returns a promise exactly when the body returns one, or `asynchronous` asks for it
 * @throws MeasurementError when the heap cannot be measured, and whatever the body throws, as it is
 */
export function measureAllocated(body: Body, options: AllocatedOptions): AllocatedResult | Promise<AllocatedResult> {
  const { signal, asynchronous = false, mayDeoptimise, hooks = {} } = options
  const undoing = undo()
  try {
    undoing.add(claimHeapProfiler())
    // What was compiled meanwhile is not what V8 would have made of it.
    if (mayDeoptimise) undoing.add(deoptimiseAll)
    undoing.add(hurryTierUp())
    const log = openAllocationLog()
    undoing.add(log.close)
    const recorder = recorderOf(log, hooks, hurryTierUp)
    return drive(course(recorder, options), { body, signal, asynchronous, close: undoing.all })
  } catch (error) {
    undoing.all()
    throw error
  }
}

function* course(recorder: Recorder, options: AllocatedOptions): Course<AllocatedResult> {
  callStrangers()
  if (options.mayDeoptimise) deoptimiseAll()
  const endMs = nowMs() + Math.min(MOST_MS, options.budgetMs * ROUNDS_SHARE)
  const warm = yield* warmUp(recorder, options.warmup, options.budgetMs)
  const callsPerRound = options.calls ?? (yield* recorder.callsPerRound(warm.callMs))
  const { bytes, objects, basis, leastBytes, mostBytes, count } = yield* measureRounds(recorder, {
    calls: callsPerRound,
    callMs: warm.callMs,
    warmupCalls: warm.calls,
    mostRounds: options.rounds ?? MOST_ROUNDS,
    endMs,
  })
  const heapBytesPerCall = bytes / callsPerRound
  const offHeap = yield* measureOffHeap(recorder, heapBytesPerCall)
  const figures: AllocatedFigures = {
    bytesPerCall: heapBytesPerCall + offHeap.bytesPerCall,
    objectsPerCall: objects / callsPerRound,
    heapBytesPerCall,
    offHeapBytesPerCall: offHeap.bytesPerCall,
    isOffHeapAtLeast: offHeap.isAtLeast,
    basis,
    leastBytesPerCall: leastBytes / callsPerRound,
    mostBytesPerCall: mostBytes / callsPerRound,
    rounds: count,
    callsPerRound,
    warmupCalls: warm.calls,
  }
  if (!options.isReported?.(figures)) return figures
  return { ...figures, sites: yield* findSites(recorder, figures, options) }
}
