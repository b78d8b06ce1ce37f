import { Session } from 'node:inspector'
import { setFlagsFromString } from 'node:v8'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { isHeapProfilerInUse } from '../../src/heap/open-source.ts'
import { measureAllocated } from '../../src/measure/allocated/measure-allocated.ts'
import { MeasurementError } from '../../src/measure/errors.ts'
import { allocatedLaterOf, allocatedOf, figuresOf, links } from './allocated.ts'
import { caughtFrom, error, failingAt } from './failing.ts'
import { REAL, retainedOf } from './measured.ts'

const QUICK = { warmup: 50, calls: 5, rounds: 2 }

// The measurement has its own reference to it, which no spy on the module's object reaches.
vi.mock('node:v8', async (load) => {
  const v8 = await load<typeof import('node:v8')>()
  return { ...v8, setFlagsFromString: vi.fn(v8.setFlagsFromString) }
})
const setFlags = vi.mocked(setFlagsFromString)

/** What flags were set to last, by name: `interrupt-budget: '7000'`, `opt: true`. */
function flagsNow(): Record<string, string | boolean> {
  return Object.fromEntries(
    setFlags.mock.calls.map(([flag]): [string, string | boolean] => {
      const [, no, name = '', value] = /^--(no-)?([^=]+)(?:=(.*))?$/.exec(flag) ?? []
      return [name, value ?? no === undefined]
    }),
  )
}

let flagsAtRest: Record<string, string | boolean> = {}
beforeAll(() => {
  // What measurements that go well leave behind.
  allocatedOf(() => {}, { ...QUICK, isReported: () => true })
  retainedOf(() => {})
  flagsAtRest = flagsNow()
})
beforeEach(() => void setFlags.mockClear())

// Whatever a test does, nothing of it may be left.
afterEach(() => {
  expect(flagsAtRest).toMatchObject({ 'turbo-allocation-folding': true, 'turbo-inlining': true, opt: true })
  expect({ ...flagsAtRest, ...flagsNow() }).toEqual(flagsAtRest)
  expect(isHeapProfilerInUse()).toBe(false)
  expect(figuresOf(allocatedOf(links(3), { warmup: 2000 }))).toEqual([120, 3])
})

describe.shuffle("the body's own error comes out as it is, at whatever call", REAL, () => {
  // In warm-up, in the first rounds, off the heap, among the sites.
  const calls = [1, 2, 51, 58, 70, 500, 2000]

  test.for(calls)('thrown at call %i', (at) => {
    const { stack } = error
    expect(caughtFrom(() => allocatedOf(failingAt(at), { ...QUICK, isReported: () => true }))).toBe(error)
    expect(error.stack).toBe(stack)
  })

  test.for(calls)('rejected at call %i', async (at) => {
    const fail = failingAt(at)
    await expect(allocatedLaterOf(async () => fail(), { ...QUICK, isReported: () => true })).rejects.toBe(error)
  })

  test.for(['beforeEach', 'afterEach'] as const)('from %s', async (name) => {
    const hooks = { [name]: failingAt(57) }
    expect(caughtFrom(() => allocatedOf(() => {}, { ...QUICK, hooks }))).toBe(error)
    const fail = failingAt(57)
    const later = { [name]: async () => fail() }
    await expect(allocatedLaterOf(async () => {}, { ...QUICK, hooks: later })).rejects.toBe(error)
  })

  test('from whoever is asked what is to be reported', () => {
    const isReported = failingAt(1) as () => never
    expect(caughtFrom(() => allocatedOf(() => {}, { ...QUICK, isReported }))).toBe(error)
  })
})

describe('a measurement in a measurement is refused', REAL, () => {
  test('in a synchronous body', () => {
    const nested = caughtFrom(() => allocatedOf(() => allocatedOf(() => {})))
    expect(nested).toBeInstanceOf(MeasurementError)
    expect((nested as Error).message).toMatch(/^a measurement is running already: await each assertion/)
  })

  test('of another kind, too', () => {
    expect(() => allocatedOf(() => retainedOf(() => {}))).toThrow('a measurement is running already')
    expect(() => retainedOf(() => allocatedOf(() => {}))).toThrow('a measurement is running already')
  })

  test('while an asynchronous one has not been awaited', async () => {
    const first = allocatedLaterOf(async () => {})
    expect(() => allocatedOf(() => {})).toThrow('a measurement is running already')
    expect(figuresOf(await first)).toEqual([48, 1])
  })
})

describe('the heap profiler', REAL, () => {
  function foreign() {
    const session = new Session()
    session.connect()
    session.post('HeapProfiler.startSampling', { samplingInterval: 1024 })
    return {
      stop: (): void => {
        session.post('HeapProfiler.stopSampling')
        session.disconnect()
      },
    }
  }

  test('is in use: nothing is called, nothing is set', async () => {
    const other = foreign()
    let calls = 0
    const body = (): void => void calls++
    expect(() => allocatedOf(body)).toThrow(MeasurementError)
    expect(() => allocatedOf(body)).toThrow(/^the heap profiler is in use by something else/)
    await expect(async () => allocatedLaterOf(async () => body())).rejects.toThrow('in use by something else')
    expect(calls).toBe(0)
    expect(flagsNow()).toEqual({})
    expect(isHeapProfilerInUse()).toBe(true)
    other.stop()
  })

  /** Somebody else stops what records, whoever that is. */
  const stopping = (from: number) => {
    let calls = 0
    return (): void => {
      if (++calls < from) return
      const session = new Session()
      session.connect()
      session.post('HeapProfiler.stopSampling', () => {})
      session.disconnect()
    }
  }
  const STOPPED = /^the heap profiler was stopped by something else while the body was measured/

  test.for([
    ['from the beginning', 1],
    ['in a round', 52],
  ] as const)('is stopped behind our back: %s', ([, from]) => {
    const thrown = caughtFrom(() => allocatedOf(stopping(from), QUICK))
    expect(thrown).toBeInstanceOf(MeasurementError)
    expect((thrown as Error).message).toMatch(STOPPED)
    expect((thrown as Error).cause).toBeInstanceOf(Error)
  })

  test('is stopped behind our back, in an asynchronous body', async () => {
    const stop = stopping(52)
    await expect(allocatedLaterOf(async () => stop(), QUICK)).rejects.toThrow(STOPPED)
  })
})

describe('a promise', REAL, () => {
  const MIXED = /^the body returned a promise, but its first call did not: make it return a promise always or never$/

  test.for([2, 30, 52, 75])('that comes only at call %i is refused', (at) => {
    let calls = 0
    const body = (): unknown => (++calls === at ? Promise.resolve() : undefined)
    expect(() => allocatedOf(body, QUICK)).toThrow(MeasurementError)
    calls = 0
    expect(() => allocatedOf(body, QUICK)).toThrow(MIXED)
  })

  test('that comes only at first may do without later', async () => {
    let calls = 0
    const body = (): unknown => (++calls < 10 ? Promise.resolve() : undefined)
    const result = await allocatedLaterOf(body, QUICK)
    expect(result).toMatchObject({ warmupCalls: 50, callsPerRound: 5 })
  })
})

describe('a body that is aborted', REAL, () => {
  test('and never settles gives everything back at once', () => {
    const controller = new AbortController()
    const stuck = (): Promise<never> => new Promise(() => {})
    const result = measureAllocated(stuck, { budgetMs: 1000, mayDeoptimise: true, signal: controller.signal })
    expect(result).toBeInstanceOf(Promise)
    expect(() => allocatedOf(() => {})).toThrow('a measurement is running already')
    controller.abort(new Error('the test ended'))
    expect(isHeapProfilerInUse()).toBe(false)
    expect({ ...flagsAtRest, ...flagsNow() }).toEqual(flagsAtRest)
  })

  test.for([1, 30, 52, 100])('stops between two calls, at call %i', async (at) => {
    const controller = new AbortController()
    const reason = new Error('the test ended')
    let calls = 0
    const body = async (): Promise<void> => {
      if (++calls === at) controller.abort(reason)
    }
    await expect(allocatedLaterOf(body, { ...QUICK, signal: controller.signal })).rejects.toBe(reason)
    expect(calls).toBe(at)
  })

  test('and settles in the end leaves the measurement after it alone', async () => {
    const controller = new AbortController()
    const reason = new Error('the test ended')
    let settle = (): void => {}
    const stuck = (): Promise<void> =>
      new Promise((resolve) => {
        settle = resolve
      })
    const first = allocatedLaterOf(stuck, { signal: controller.signal })
    controller.abort(reason)
    const second = allocatedLaterOf(async () => {})
    setFlags.mockClear()
    settle()
    await first.catch(() => {})
    const set = flagsNow()
    expect(() => allocatedOf(() => {})).toThrow('a measurement is running already')
    expect(figuresOf(await second)).toEqual([48, 1])
    await expect(first).rejects.toBe(reason)
    // When the first one was over, flags were the second one's: none was set back.
    for (const [name, value] of Object.entries(set)) expect(value, name).not.toBe(flagsAtRest[name])
  })
})
