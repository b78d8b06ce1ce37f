import { afterEach, describe, expect, test } from 'vitest'
import { isHeapProfilerInUse } from '../../src/heap/open-source.ts'
import { allocatedOf, Link, links, sink } from './allocated.ts'
import { REAL } from './measured.ts'

afterEach(() => {
  expect(isHeapProfilerInUse()).toBe(false)
})

describe.shuffle('options', REAL, () => {
  /** Calls of a body that keeps nothing, by when they came. */
  function counted() {
    let calls = 0
    return {
      body: (): void => {
        calls++
      },
      calls: () => calls,
    }
  }

  test.for([0, 1, 7, 1000])('warmup: %i', (warmup) => {
    const { body, calls } = counted()
    const result = allocatedOf(body, { warmup, calls: 5, rounds: 2 })
    expect(result).toMatchObject({ warmupCalls: warmup, callsPerRound: 5, rounds: 2 })
    expect(calls()).toBeGreaterThanOrEqual(warmup + 2 * 5)
  })

  test('calls and rounds, exactly', () => {
    // Never the same twice, so that all rounds are needed; which calls are recorded shows in what they make.
    let calls = 0
    const made: number[] = []
    const body = (): void => {
      calls++
      const count = calls <= 40 ? calls : 40
      made.push(count)
      for (let i = 0; i < count; i++) sink.it = new Link(undefined, i)
    }
    const { rounds, callsPerRound, warmupCalls, leastBytesPerCall } = allocatedOf(body, {
      warmup: 10,
      calls: 3,
      rounds: 4,
    })
    expect({ rounds, callsPerRound, warmupCalls }).toEqual({ rounds: 4, callsPerRound: 3, warmupCalls: 10 })
    // The first round is of the calls that make 11, 12 and 13.
    expect(made.slice(10, 13)).toEqual([11, 12, 13])
    expect(leastBytesPerCall).toBeGreaterThanOrEqual(12 * 40)
    expect(leastBytesPerCall).toBeLessThan(13 * 40 + 100)
  })

  test('no more rounds than it takes', () => {
    expect(allocatedOf(links(3), { rounds: 1000 }).rounds).toBeLessThan(1000)
    expect(allocatedOf(links(3), { rounds: 1 })).toMatchObject({ rounds: 1 })
  })

  test('rounds are of fewer calls where a call makes much', () => {
    expect(allocatedOf(links(1000)).callsPerRound).toBe(5)
    expect(allocatedOf(links(10_000)).callsPerRound).toBe(1)
    expect(allocatedOf(links(1), { hooks: { beforeEach: () => {} } }).callsPerRound).toBeLessThanOrEqual(25)
  })

  test.for([1, 0.001])('a budget of %d ms still has a result', (budgetMs) => {
    const result = allocatedOf(links(10), { budgetMs })
    expect(result.rounds).toBeGreaterThanOrEqual(1)
    expect(result.warmupCalls).toBeGreaterThanOrEqual(1)
    expect(result.bytesPerCall).toBeGreaterThan(0)
  })

  test('a budget of 1 ms has sites, too', () => {
    const { sites } = allocatedOf(links(10), { budgetMs: 1, isReported: () => true })
    expect(sites?.profile.length).toBeGreaterThan(0)
  })
})

describe.shuffle('a body that varies', REAL, () => {
  test('counts as its median', { repeats: 1 }, () => {
    // Each round makes more than the one before, and none is like another.
    let calls = 0
    const body = (): void => {
      calls++
      for (let i = 0; i < 100 * calls; i++) sink.it = new Link(undefined, i)
    }
    const { basis, heapBytesPerCall, leastBytesPerCall, mostBytesPerCall, rounds } = allocatedOf(body, {
      warmup: 0,
      calls: 1,
      rounds: 5,
    })
    expect({ basis, rounds }).toEqual({ basis: 'median', rounds: 5 })
    expect(heapBytesPerCall).toBeGreaterThan(leastBytesPerCall)
    expect(heapBytesPerCall).toBeLessThan(mostBytesPerCall)
  })
})
