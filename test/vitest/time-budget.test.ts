import { expect, test, vi } from 'vitest'
import { nowMs } from '../../src/clock.ts'
import { timeBudgetMs } from '../../src/vitest/time-budget.ts'

const started = (timeout: number | undefined, agoMs: number) => ({
  task: { timeout },
  startedMs: nowMs() - agoMs,
})

test('55 % of what is left of the timeout', () => {
  expect(timeBudgetMs(started(5000, 0))).toBeCloseTo(2750, -2)
  expect(timeBudgetMs(started(5000, 4000))).toBeCloseTo(550, -2)
})

test('ten seconds at most, also without a timeout', () => {
  for (const timeout of [60_000, 0, Infinity]) expect(timeBudgetMs(started(timeout, 0))).toBe(10_000)
})

test('hooks that took longer than the test may leave half of its time', () => {
  expect(timeBudgetMs(started(5000, 20_000))).toBe(1375)
})

test('three seconds where nobody knows', () => {
  expect(timeBudgetMs(undefined)).toBe(3000)
  expect(timeBudgetMs(started(undefined, 0))).toBe(3000)
})

test('fake timers change nothing', () => {
  const test = started(5000, 0)
  vi.useFakeTimers({ now: 0 })
  try {
    vi.advanceTimersByTime(100_000)
    expect(timeBudgetMs(test)).toBeCloseTo(2750, -2)
  } finally {
    vi.useRealTimers()
  }
})
