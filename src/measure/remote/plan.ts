import { LEAST_CALLS, MOST_RETAINED_BYTES, type Plan } from '../plan.ts'
import { STACK_DEPTH } from './session.ts'

/** What a request and a checkpoint cost after warm-up. */
export interface RemotePace {
  /** What the last calls of the warm-up took, each. */
  readonly callMs: number
  readonly warmupCalls: number
  /** One further checkpoint, with the collections on both sides. */
  readonly checkpointMs: number
  /** Bytes that a call keeps, at the most. */
  readonly keptBytesPerCall: number
}

/** The beginning, four to look at, two more to wait for sockets, three to confirm. */
export const CHECKPOINTS = 10
/** Settling for sockets waits 20 and 100 ms besides. */
const WAITING_MS = 120
/** The windows that confirm are 0.41 of the calls before. */
export const CONFIRMING_CALLS = 1.41
/**
 * A server's code goes on getting faster: recorded calls after the warm-up take a half of its last ones (2.5 ms after 6, Express and Hono on
 * Node 20 and 22), and a third where time was for some calls only, which compile both sides. Guessed too low, windows are shortened;
 * guessed too high, the time goes into checkpoints, each of which takes as long as 30 calls.
 */
const FASTER_LATER = 0.5
const FASTER_AFTER_FEW = 0.35
const FEW_WARMUP_CALLS = 16

/** Nothing is gained by looking later than this. */
const MOST_FIRST_CALLS = 256
/** Of calls that are many: one more checkpoint than it takes costs little then, and one that is not reached a verdict. */
const DOUBLINGS_OF_MANY = 16
/** What is kept includes what was there before, so it is no reason for fewer. */
const LEAST_FIRST_CALLS = 16
/** A leak in one call of ten shows in so many, and one in twenty in the most. */
export const LEAST_ACQUITTING_CALLS = 32
const MOST_ACQUITTING_CALLS = 240

/** Of the calls that convict. */
const IN_REACH = 0.5
/** Of the time, for the first window, if nothing gets any faster: without a second one there is no verdict. */
const FIRST_SHARE = 0.25

export interface RemoteLimits {
  readonly maxCalls: number
  /** Fewer convict nobody. */
  readonly leastCalls: number
  readonly intervalBytes: number
}

/** Recorded calls that the time has room for. */
function affordableCalls({ callMs, warmupCalls, checkpointMs }: RemotePace, remainingMs: number): number {
  const faster = warmupCalls < FEW_WARMUP_CALLS ? FASTER_AFTER_FEW : FASTER_LATER
  return (remainingMs - CHECKPOINTS * checkpointMs - WAITING_MS) / (CONFIRMING_CALLS * callMs * faster)
}

/**
 * Few checkpoints, the fourth when the time is over or so: they, and not requests, are what takes the time.
 *
 * @returns nothing if even few calls do not fit in
 */
export function remotePlan(
  pace: RemotePace,
  remainingMs: number,
  { maxCalls, leastCalls, intervalBytes }: RemoteLimits,
): Plan | undefined {
  // Not for a confirmation, of which there may be no need.
  if (affordableCalls({ ...pace, checkpointMs: 0 }, remainingMs) < LEAST_CALLS) return undefined
  const calls = Math.max(LEAST_CALLS, Math.min(maxCalls, affordableCalls(pace, remainingMs)))
  // What is guessed may be wrong by half: where the calls that convict are in reach, checkpoints lead to them.
  const inReach = Math.max(calls / DOUBLINGS_OF_MANY, leastCalls / LEAST_CALLS)
  // Where they are not, what is flat can still be acquitted, and the longer its windows are the better.
  const asLong = Math.min(leastCalls / LEAST_CALLS, pace.checkpointMs / pace.callMs)
  const first = calls >= IN_REACH * leastCalls ? inReach : Math.max(calls / LEAST_CALLS, asLong)
  const inTime = (FIRST_SHARE * remainingMs) / pace.callMs
  const inMemory = Math.max(LEAST_FIRST_CALLS, MOST_RETAINED_BYTES / LEAST_CALLS / (pace.keptBytesPerCall || 1))
  return {
    intervalBytes,
    stackDepth: STACK_DEPTH,
    firstCheckpointCalls: Math.max(1, Math.floor(Math.min(first, MOST_FIRST_CALLS, inMemory, inTime))),
    predictedCallMs: pace.callMs,
    acquittingCalls: Math.max(LEAST_ACQUITTING_CALLS, Math.min(MOST_ACQUITTING_CALLS, Math.floor(calls / 2))),
  }
}
