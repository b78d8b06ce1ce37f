/** What a warmed-up call of the body costs. */
export interface Pace {
  readonly callMs: number
  /** Bytes that one call allocates, freed or not. */
  readonly bytesPerCall: number
}

/** How a body is to be recorded. */
export interface Plan {
  readonly intervalBytes: number
  /** A first look at two checkpoints, at the least depth; absent for bodies so slow that looking twice costs too much. */
  readonly screen?: { readonly firstCalls: number; readonly calls: number }
  /** The full look: checkpoints at this many calls and its doublings. */
  readonly firstCheckpointCalls: number
  readonly stackDepth: number
}

/** Measured: recording an allocation costs about 0.4 µs, and 0.075 µs for each frame of its stack. */
const RECORD_MS = 0.0004
const FRAME_MS = 0.000_075
const SMALL_OBJECT_BYTES = 40

const SCREEN_CALLS = 64
/** About 70 ms of recording. */
const SCREEN_OBJECTS = 150_000
const LEAST_SCREEN_CALLS = 4
const SCREEN_BUDGET_SHARE = 0.3

/** Four checkpoints, three doublings: the fewest that can tell a leak from a cache that fills. */
export const LEAST_CHECKPOINTS = 4
export const LEAST_CALLS = 8

const FIRST_CHECKPOINT_CALLS = 16
const FULL_BUDGET_SHARE = 0.4

/**
 * @param remainingMs of the time budget
 * @param intervalBytes asked for by the user
 * @returns nothing if not even four checkpoints fit
 */
export function planFor(pace: Pace, remainingMs: number, intervalBytes?: number): Plan | undefined {
  const interval = intervalBytes ?? intervalFor(pace, remainingMs)
  const recordedPerCall = pace.bytesPerCall / Math.max(interval, SMALL_OBJECT_BYTES)
  const callMs = (depth: number): number => pace.callMs + recordedPerCall * (RECORD_MS + depth * FRAME_MS)
  const affordable = (share: number, depth: number): number => (share * remainingMs) / callMs(depth)
  if (affordable(1, 1) < LEAST_CALLS) return undefined
  const stackDepth = [64, 32, 16, 8].find((depth) => affordable(FULL_BUDGET_SHARE, Math.min(depth, 40)) >= 128) ?? 8
  const firstCheckpointCalls = powerOfTwoUpTo(
    Math.min(FIRST_CHECKPOINT_CALLS, affordable(FULL_BUDGET_SHARE, stackDepth) / LEAST_CALLS),
  )
  const screenCalls = Math.min(SCREEN_CALLS, Math.floor(SCREEN_OBJECTS / recordedPerCall))
  const plan = { intervalBytes: interval, firstCheckpointCalls, stackDepth }
  const calls = Math.max(screenCalls, LEAST_SCREEN_CALLS)
  if (affordable(SCREEN_BUDGET_SHARE, 1) < calls) return plan
  return { ...plan, screen: { firstCalls: Math.max(1, calls >> 2), calls } }
}

/** Every allocation is recorded, unless that would take half of the budget for eight calls. */
function intervalFor({ bytesPerCall }: Pace, remainingMs: number): number {
  const affordableSamplesPerCall = remainingMs / 2 / LEAST_CALLS / (RECORD_MS + 8 * FRAME_MS)
  if (bytesPerCall / SMALL_OBJECT_BYTES <= affordableSamplesPerCall) return 1
  return Math.ceil(bytesPerCall / affordableSamplesPerCall)
}

const powerOfTwoUpTo = (n: number): number => 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, n))))
