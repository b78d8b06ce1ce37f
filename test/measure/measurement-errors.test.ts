import { afterEach, describe, expect, test } from 'vitest'
import { isHeapProfilerInUse } from '../../src/heap/open-source.ts'
import { MeasurementError } from '../../src/measure/errors.ts'
import { measureGrowth } from '../../src/measure/measure-growth.ts'
import { measureRetained } from '../../src/measure/measure-retained.ts'
import { caughtFrom, error, failingAt } from './failing.ts'
import { growthLaterOf, growthOf, REAL, retainedOf } from './measured.ts'

// Whatever a test does, nothing of it may be left running.
afterEach(() => {
  expect(isHeapProfilerInUse()).toBe(false)
  expect(growthOf(() => ({})).verdict).toBe('clean')
})

describe.shuffle("the body's own error comes out as it is, at whatever call", REAL, () => {
  test.for([1, 2, 9, 20, 50])('thrown at call %i', (at) => {
    const { stack } = error
    expect(caughtFrom(() => growthOf(failingAt(at)))).toBe(error)
    expect(error.stack).toBe(stack)
  })

  test.for([1, 2, 9, 20, 50])('rejected at call %i', async (at) => {
    const fail = failingAt(at)
    await expect(growthLaterOf(async () => fail())).rejects.toBe(error)
  })

  test.for([1, 2, 3])('from measureRetained, at call %i', async (at) => {
    expect(caughtFrom(() => retainedOf(failingAt(at), { calls: 2, warmup: 1 }))).toBe(error)
    const fail = failingAt(at)
    await expect(measureRetained(async () => fail(), { calls: 2, warmup: 1 })).rejects.toBe(error)
  })

  test("settle's error too", async () => {
    const settle = (): void => {
      throw error
    }
    expect(caughtFrom(() => growthOf(() => {}, { settle }))).toBe(error)
    await expect(growthLaterOf(async () => {}, { settle: async () => settle() })).rejects.toBe(error)
  })
})

describe('a measurement in a measurement is refused', () => {
  test('in a synchronous body', () => {
    const nested = caughtFrom(() => growthOf(() => growthOf(() => {})))
    expect(nested).toBeInstanceOf(MeasurementError)
    expect((nested as Error).message).toMatch(/^a measurement is running already: await each assertion/)
  })

  test('while an asynchronous one has not been awaited', async () => {
    const first = growthLaterOf(async () => {})
    expect(() => growthOf(() => {})).toThrow('a measurement is running already')
    expect(() => retainedOf(() => {})).toThrow('a measurement is running already')
    expect(await first).toMatchObject({ verdict: 'clean' })
  })
})

describe('a body that never settles', () => {
  test.for([['growth'], ['retained']] as const)('gives the profiler back when it is aborted: %s', ([kind]) => {
    const controller = new AbortController()
    const { signal } = controller
    const stuck = (): Promise<never> => new Promise(() => {})
    const result =
      kind === 'growth'
        ? measureGrowth(stuck, { budgetMs: 1000, signal })
        : measureRetained(stuck, { calls: 1, warmup: 0, signal })
    expect(result).toBeInstanceOf(Promise)
    expect(() => growthOf(() => {})).toThrow('a measurement is running already')
    controller.abort(new Error('the test ended'))
    expect(growthOf(() => {})).toMatchObject({ verdict: 'clean' })
  })

  test('and settles in the end does not disturb the measurement after it', async () => {
    const controller = new AbortController()
    const reason = new Error('the test ended')
    let calls = 0
    let settle = (): void => {}
    const promise = new Promise<void>((resolve) => {
      settle = resolve
    })
    const body = (): Promise<void> => (++calls < 5 ? Promise.resolve() : promise)
    const first = growthLaterOf(body, { signal: controller.signal })
    while (calls < 5) await new Promise((resolve) => setImmediate(resolve))
    controller.abort(reason)
    const second = growthLaterOf(async () => {})
    settle()
    await expect(first).rejects.toBe(reason)
    expect(await second).toMatchObject({ verdict: 'clean' })
    expect(calls).toBe(5)
  })
})

describe('too slow for its budget', () => {
  const slow = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30)

  test('a body gets no verdict, but what to raise', () => {
    const { verdict, reason, sites } = growthOf(slow, { budgetMs: 100 })
    expect({ verdict, sites }).toEqual({ verdict: 'undecided', sites: [] })
    expect(reason).toMatch(/^one call takes \d+ ms, so 8 calls at 4 checkpoints do not fit into the budget of 100 ms: /)
    expect(reason).toMatch(/raise the option "budget" \(or the test's timeout\) to [\d.]+ m?s or more$/)
  })

  test('the budget that it says is enough', { timeout: 60_000 }, () => {
    const { reason } = growthOf(slow, { budgetMs: 100 })
    const [, figure, unit] = /to ([\d.]+) (ms|s) or more$/.exec(reason) ?? []
    // Twice that, for a machine that is busy now and was not then.
    const budgetMs = 2 * Number(figure) * (unit === 's' ? 1000 : 1)
    expect(growthOf(slow, { budgetMs }).verdict).toBe('clean')
  })

  test('too few calls are no verdict about something that grows', () => {
    const kept: number[] = []
    const { verdict, reason } = growthOf(() => void kept.push(1, 2), { maxCalls: 1000 })
    expect(verdict).toBe('undecided')
    expect(reason).toContain('raise the option "maxCalls", which is 1000')
  })
})
