import { heapRoomBytes } from '../heap/heap-room.ts'

/** What a warmed-up call of the body costs. */
export interface Pace {
  readonly callMs: number
  /** Bytes that one call allocates, freed or not. */
  readonly bytesPerCall: number
  /** Growth off the heap in a call of the warm-up, kept or not. */
  readonly offHeapBytesPerCall?: number
  /** What a call keeps, as far as the first look has seen. */
  readonly keptBytesPerCall?: number
  /** What a call took while it was recorded at the least depth, when that is known. */
  readonly recordedCallMs?: number
}

/** How a body is to be recorded. */
export interface Plan {
  readonly intervalBytes: number
  /** Checkpoints of a first look, at the least depth; absent for bodies so slow that looking twice costs too much. */
  readonly screen?: readonly number[]
  /** The full look: checkpoints at this many calls and its doublings. */
  readonly firstCheckpointCalls: number
  readonly stackDepth: number
  /** A recorded call of the first look. */
  readonly predictedCallMs: number
  /** A flat stretch of this many calls acquits. */
  readonly acquittingCalls: number
}

/** A leak of big things is not followed further than this. */
export const MOST_RETAINED_BYTES = 100 * 1024 * 1024
/** Of the room there is in the heap: what comes after needs some too, and a worker of 64 MB is to live to tell. */
const ROOM_SHARE = 1 / 6

/** The same where the heap itself may be small (`--max-old-space-size`, `resourceLimits`). */
export const mostRetainedBytes = (): number => Math.min(MOST_RETAINED_BYTES, ROOM_SHARE * heapRoomBytes())

/** Measured: recording an allocation costs about 0.4 µs, and 0.075 µs for each frame of its stack. */
const RECORD_MS = 0.0004
const FRAME_MS = 0.000_075
const SMALL_OBJECT_BYTES = 40

/** The least that tells on whose behalf a builtin allocates: the body's, or this package's while it reads. */
export const SCREEN_DEPTH = 2
/** A leak in one call of 20 shows 12 times in 240 calls, and less than 5 times in one case of a hundred. */
export const SCREEN_CALLS = 256
/** About 8 ms of recording. */
const SCREEN_OBJECTS = 15_000
/** Where objects are more than that, leaks in every call are looked for: about 15 ms, and at the least four calls. */
const FEW_SCREEN_CALLS = 64
const MOST_SCREEN_OBJECTS = 30_000
const LEAST_SCREEN_CALLS = 4
const FIRST_SCREEN_CALLS = 16
const SCREEN_BUDGET_SHARE = 0.3
/** More calls than few are for bodies that take next to no time. */
const CHEAP_SCREEN_SHARE = 0.01

/** Four checkpoints, three doublings: the fewest that can tell a leak from a cache that fills. */
export const LEAST_CHECKPOINTS = 4
export const LEAST_CALLS = 8

/** Of the time that eight calls leave, for recording them. */
const RECORDING_SHARE = 0.7

const FIRST_CHECKPOINT_CALLS = 64
const FULL_BUDGET_SHARE = 0.4
/** A stack is as deep as this many calls allow. */
const DEPTHS = [64, 32, 16, 8, 4]
const CALLS_FOR_DEPTH = 48
/** Few stacks are deeper: frames that are not there cost nothing. */
const USUAL_DEPTH = 40
const MOST_ACQUITTING_CALLS = 240

/**
 * @param remainingMs of the time budget
 * @param intervalBytes asked for by the user
 * @returns nothing if not even four checkpoints fit
 */
export function planFor(pace: Pace, remainingMs: number, intervalBytes?: number): Plan | undefined {
  const interval = intervalBytes ?? intervalFor(pace, remainingMs)
  const recordedPerCall = recordedOf(pace, interval)
  const predictedMs = (depth: number): number => predictedCallMs(pace, interval, depth)
  // A busy machine, or objects that are not small: what was seen corrects what is predicted.
  const correction =
    pace.recordedCallMs === undefined ? 1 : Math.max(1, pace.recordedCallMs / predictedMs(SCREEN_DEPTH))
  const affordable = (share: number, depth: number): number => (share * remainingMs) / (predictedMs(depth) * correction)
  if (affordable(1, SCREEN_DEPTH) < LEAST_CALLS) return undefined

  const stackDepth = DEPTHS.find((depth) => affordable(FULL_BUDGET_SHARE, depth) >= CALLS_FOR_DEPTH) ?? 4
  const inFull = affordable(FULL_BUDGET_SHARE, stackDepth)
  const mostBytes = mostRetainedBytes()
  const inMemory = mostBytes / (pace.keptBytesPerCall || 1)
  const plan = {
    intervalBytes: interval,
    stackDepth,
    predictedCallMs: predictedMs(SCREEN_DEPTH),
    firstCheckpointCalls: powerOfTwoUpTo(
      Math.min(FIRST_CHECKPOINT_CALLS, inFull / 2 / LEAST_CALLS, inMemory / LEAST_CALLS),
    ),
    acquittingCalls: Math.max(LEAST_CALLS / 2, Math.min(MOST_ACQUITTING_CALLS, Math.floor(inFull / 2))),
  }
  const inScreen = affordable(SCREEN_BUDGET_SHARE, SCREEN_DEPTH)
  const calls = screenCalls(recordedPerCall, affordable(CHEAP_SCREEN_SHARE, SCREEN_DEPTH))
  if (inScreen < calls) return plan
  // Nothing is known yet of what a call keeps, only of what it makes.
  const inFirst = mostBytes / 2 / (pace.bytesPerCall + (pace.offHeapBytesPerCall ?? 0) || 1)
  const checkpoints = [Math.max(1, Math.floor(Math.min(FIRST_SCREEN_CALLS, calls / 5, inFirst))), calls]
  return { ...plan, screen: inScreen < 3 * calls ? checkpoints : [...checkpoints, 3 * calls] }
}

const recordedOf = ({ bytesPerCall }: Pace, intervalBytes: number): number =>
  bytesPerCall / Math.max(intervalBytes, SMALL_OBJECT_BYTES)

/** What a recorded call takes on a machine that does nothing else, with stacks of this depth. */
export const predictedCallMs = (pace: Pace, intervalBytes: number, stackDepth: number): number =>
  pace.callMs + recordedOf(pace, intervalBytes) * (RECORD_MS + Math.min(stackDepth, USUAL_DEPTH) * FRAME_MS)

function screenCalls(recordedPerCall: number, cheapCalls: number): number {
  const many = Math.min(SCREEN_CALLS, SCREEN_OBJECTS / recordedPerCall, cheapCalls)
  const few = Math.min(FEW_SCREEN_CALLS, MOST_SCREEN_OBJECTS / recordedPerCall)
  return Math.max(LEAST_SCREEN_CALLS, Math.floor(Math.max(many, few)))
}

/** Every allocation is recorded, unless eight calls would then take more than most of the budget. */
function intervalFor({ callMs, bytesPerCall }: Pace, remainingMs: number): number {
  const recordMs = RECORDING_SHARE * Math.max(remainingMs / LEAST_CALLS - callMs, 0.1 * callMs)
  const samplesPerCall = recordMs / (RECORD_MS + 4 * FRAME_MS)
  if (bytesPerCall / SMALL_OBJECT_BYTES <= samplesPerCall) return 1
  return Math.ceil(bytesPerCall / samplesPerCall)
}

const powerOfTwoUpTo = (n: number): number => 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, n))))
