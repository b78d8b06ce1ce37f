import { describe, expect, test } from 'vitest'
import {
  LEAST_CALLS,
  LEAST_CHECKPOINTS,
  MOST_RETAINED_BYTES,
  type Pace,
  type Plan,
  planFor,
  SCREEN_DEPTH,
} from '../../src/measure/plan.ts'

const BUDGET_MS = 3000

function plan(pace: Partial<Pace>, remainingMs = BUDGET_MS, intervalBytes?: number): Plan {
  const planned = planFor({ callMs: 0.01, bytesPerCall: 400, ...pace }, remainingMs, intervalBytes)
  if (!planned) throw new Error('there should be a plan')
  return planned
}

const paces: Pace[] = [0.0001, 0.01, 1, 20, 200].flatMap((callMs) =>
  [0, 40, 4000, 400_000, 40_000_000].map((bytesPerCall) => ({ callMs, bytesPerCall })),
)

describe('whatever a call costs', () => {
  test.for(paces)('$callMs ms and $bytesPerCall B: there are checkpoints for three doublings', (pace) => {
    const { screen, firstCheckpointCalls, stackDepth, acquittingCalls, intervalBytes } = plan(pace)
    expect(Math.log2(firstCheckpointCalls)).toBe(Math.floor(Math.log2(firstCheckpointCalls)))
    expect(firstCheckpointCalls).toBeGreaterThanOrEqual(1)
    expect(stackDepth).toBeGreaterThan(SCREEN_DEPTH)
    expect(acquittingCalls).toBeGreaterThanOrEqual(LEAST_CALLS / 2)
    expect(intervalBytes).toBeGreaterThanOrEqual(1)
    for (const [index, calls] of (screen ?? []).entries()) {
      expect(Number.isInteger(calls)).toBe(true)
      expect(calls).toBeGreaterThan(screen?.[index - 1] ?? 0)
    }
  })
})

test('every allocation is recorded, unless a call makes too many for eight calls to fit', () => {
  expect(plan({ bytesPerCall: 40 }).intervalBytes).toBe(1)
  expect(plan({ bytesPerCall: 4_000_000 }).intervalBytes).toBe(1)
  const big = plan({ callMs: 20, bytesPerCall: 200_000_000 })
  expect(big.intervalBytes).toBeGreaterThan(40)
  expect(plan({ callMs: 20, bytesPerCall: 400_000_000 }).intervalBytes).toBeGreaterThan(big.intervalBytes)
  expect(plan({ callMs: 20, bytesPerCall: 200_000_000 }, 60_000).intervalBytes).toBe(1)
})

test('the interval that the user asks for is taken', () => {
  expect(plan({ bytesPerCall: 40 }, BUDGET_MS, 512).intervalBytes).toBe(512)
  expect(plan({ callMs: 20, bytesPerCall: 200_000_000 }, 10 * BUDGET_MS, 1).intervalBytes).toBe(1)
})

test('a body of next to nothing is called as often as a leak in one call of 20 takes', () => {
  expect(plan({ callMs: 0.0005 }).screen).toEqual([16, 256, 768])
})

test('the more a call allocates, the fewer calls make the first look', () => {
  const lastOf = (bytesPerCall: number): number => plan({ bytesPerCall }).screen?.at(-1) ?? 0
  const calls = [40, 4000, 40_000, 400_000, 4_000_000].map(lastOf)
  expect(calls.toSorted((a, b) => b - a)).toEqual(calls)
  expect(new Set(calls).size).toBeGreaterThan(2)
  expect(calls.at(-1)).toBeGreaterThanOrEqual(4)
})

test('a slow body gets no first look, and smaller checkpoints', () => {
  const slow = plan({ callMs: 100 })
  expect(slow.screen).toBeUndefined()
  expect(slow.firstCheckpointCalls).toBeLessThan(plan({ callMs: 1 }).firstCheckpointCalls)
  expect(slow.acquittingCalls).toBeLessThan(plan({ callMs: 1 }).acquittingCalls)
})

test('stacks are as deep as the time allows', () => {
  expect(plan({ bytesPerCall: 40 }).stackDepth).toBe(64)
  const depths = [40, 40_000, 400_000, 4_000_000].map((bytesPerCall) => plan({ bytesPerCall }).stackDepth)
  expect(depths.toSorted((a, b) => b - a)).toEqual(depths)
  expect(depths.at(-1)).toBeLessThan(64)
})

test('what recorded calls took corrects what was predicted', () => {
  const predicted = plan({ callMs: 1, bytesPerCall: 40_000 })
  const seen = plan({ callMs: 1, bytesPerCall: 40_000, recordedCallMs: 20 * predicted.predictedCallMs })
  expect(seen.firstCheckpointCalls).toBeLessThan(predicted.firstCheckpointCalls)
  expect(plan({ callMs: 1, bytesPerCall: 40_000, recordedCallMs: 0.001 })).toEqual(predicted)
})

test('a leak of big things is not planned into hundreds of megabytes', () => {
  const keeping = (keptBytesPerCall: number): Plan => plan({ callMs: 0.1, keptBytesPerCall })
  expect(keeping(100).firstCheckpointCalls).toBe(64)
  const megabytes = 4 * 1024 * 1024
  expect(keeping(megabytes).firstCheckpointCalls * LEAST_CALLS * megabytes).toBeLessThanOrEqual(MOST_RETAINED_BYTES)
  expect(plan({ callMs: 0.1, offHeapBytesPerCall: megabytes }).screen?.[0]).toBeLessThan(16)
})

test.for([
  [100, 799, false],
  [100, 801, true],
  [1000, BUDGET_MS, false],
  [1, 0, false],
  [1, -5, false],
] as const)('calls of %i ms in %i ms: a plan %s', ([callMs, remainingMs, expected]) => {
  expect(planFor({ callMs, bytesPerCall: 0 }, remainingMs) !== undefined).toBe(expected)
})

test('the least that tells a leak from a cache that fills is three doublings', () => {
  expect([LEAST_CHECKPOINTS, LEAST_CALLS]).toEqual([4, 2 ** 3])
})
