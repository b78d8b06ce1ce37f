import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Course, type Drive, drive, type Step } from '../../src/measure/steps.ts'

/** A course that asks for these steps, and notes how it ends. */
function courseOf(steps: readonly Step[], log: unknown[] = []): Course<string> {
  function* course(): Course<string> {
    try {
      for (const step of steps) {
        yield step
        log.push(step)
      }
      return 'result'
    } catch (error) {
      log.push(error)
      throw error
    } finally {
      log.push('finally')
    }
  }
  return course()
}

const thenable = <T extends object>(target: T): T =>
  // biome-ignore lint/suspicious/noThenProperty: being thenable is what is tested
  Object.assign(target, { then: (resolve: () => void) => resolve() })

const three: Step[] = [{ call: 2 }, { settle: 'quickly' }, { call: 3 }, { settle: 'thoroughly', collections: 2 }]
const how = (body: () => unknown, rest: Partial<Drive> = {}) => ({ body, close: vi.fn(() => {}), ...rest })

afterEach(() => void vi.useRealTimers())

describe('a synchronous body', () => {
  test('is measured before drive() returns', () => {
    const body = vi.fn(() => 5)
    const given = how(body, { settle: vi.fn(() => undefined), mode: { isSynchronous: true } })
    expect(drive(courseOf(three), given)).toBe('result')
    expect(body).toHaveBeenCalledTimes(5)
    expect(given.settle).toHaveBeenCalledTimes(2)
    expect(given.mode).toEqual({ isSynchronous: true })
    expect(given.close).toHaveBeenCalledOnce()
  })

  test('is called with nothing', () => {
    const body = vi.fn((...given: unknown[]) => given.length)
    drive(courseOf(three), how(body))
    expect(body.mock.calls).toEqual([[], [], [], [], []])
  })

  test('goes through the event loop when it is asked to', async () => {
    const body = vi.fn(() => 5)
    const given = how(body, { asynchronous: true, mode: { isSynchronous: true } })
    const result = drive(courseOf(three), given)
    expect(result).toBeInstanceOf(Promise)
    expect(given.mode).toEqual({ isSynchronous: false })
    expect(await result).toBe('result')
    expect(body).toHaveBeenCalledTimes(5)
    expect(given.close).toHaveBeenCalledOnce()
  })

  test.for([1, 2, 3, 5])('throws at call %i: its very error, and the course is told', (at) => {
    const error = new Error('own')
    let calls = 0
    const body = () => {
      if (++calls === at) throw error
    }
    const log: unknown[] = []
    const given = how(body)
    let caught: unknown
    try {
      drive(courseOf(three, log), given)
    } catch (thrown) {
      caught = thrown
    }
    expect(caught).toBe(error)
    expect(calls).toBe(at)
    expect(log.slice(-2)).toEqual([error, 'finally'])
    expect(given.close).toHaveBeenCalledOnce()
  })

  test.for([[undefined], [null], ['text'], [0]])('may throw %j, which is no error', ([thrown]) => {
    const body = () => {
      throw thrown
    }
    let caught: unknown = 'nothing'
    try {
      drive(courseOf(three), how(body))
    } catch (error) {
      caught = error
    }
    expect(caught).toBe(thrown)
  })

  test('cannot wait for a settle that returns a promise', () => {
    const given = how(() => {}, { settle: async () => {} })
    expect(() => drive(courseOf(three), given)).toThrow(
      'option "settle" returned a promise, but the body is synchronous',
    )
    expect(given.close).toHaveBeenCalledOnce()
  })

  test('must not return a promise later', () => {
    let calls = 0
    const given = how(() => (++calls > 3 ? Promise.resolve() : undefined))
    expect(() => drive(courseOf(three), given)).toThrow('the body returned a promise, but its first call did not')
    expect(given.close).toHaveBeenCalledOnce()
  })
})

describe('an asynchronous body', () => {
  test.for([
    ['a promise', async () => {}],
    ['a thenable', () => thenable({})],
    ['a callable thenable', () => thenable(() => {})],
  ] as const)('returns %s: so does drive(), and close() waits', async ([, make]) => {
    const body = vi.fn(make)
    const given = how(body, { settle: vi.fn(async () => {}), mode: { isSynchronous: true } })
    const result = drive(courseOf(three), given)
    expect(result).toBeInstanceOf(Promise)
    expect(given.close).not.toHaveBeenCalled()
    expect(await result).toBe('result')
    expect(body).toHaveBeenCalledTimes(5)
    expect(given.settle).toHaveBeenCalledTimes(2)
    expect(given.mode).toEqual({ isSynchronous: false })
    expect(given.close).toHaveBeenCalledOnce()
  })

  test('is not called again before it has settled', async () => {
    let running = 0
    let most = 0
    const body = async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running--
    }
    await drive(courseOf(three), how(body))
    expect(most).toBe(1)
  })

  test.for([1, 2, 3, 5])('rejects at call %i: its very error, and the course is told', async (at) => {
    const error = new Error('own')
    let calls = 0
    const log: unknown[] = []
    const given = how(async () => {
      if (++calls === at) throw error
    })
    await expect(drive(courseOf(three, log), given)).rejects.toBe(error)
    expect(calls).toBe(at)
    expect(log.slice(-2)).toEqual([error, 'finally'])
    expect(given.close).toHaveBeenCalledOnce()
  })

  test('settles in real time under fake timers', async () => {
    vi.useFakeTimers()
    const result = drive(
      courseOf([{ call: 1 }, { settle: 'thoroughly', collections: 2, waitMs: 5 }]),
      how(async () => {}),
    )
    await expect(result).resolves.toBe('result')
  })

  test('stops between two calls when it is aborted', async () => {
    const controller = new AbortController()
    const reason = new Error('the test ended')
    let calls = 0
    const given = how(
      async () => {
        if (++calls === 3) controller.abort(reason)
      },
      { signal: controller.signal },
    )
    await expect(drive(courseOf(three), given)).rejects.toBe(reason)
    expect(calls).toBe(3)
    expect(given.close).toHaveBeenCalled()
  })

  test('that never settles leaves nothing running once it is aborted', async () => {
    const controller = new AbortController()
    const given = how(() => new Promise(() => {}), { signal: controller.signal })
    const result = drive(courseOf(three), given)
    await Promise.resolve()
    expect(given.close).not.toHaveBeenCalled()
    controller.abort(new Error('the test ended'))
    expect(given.close).toHaveBeenCalledOnce()
    expect(result).toBeInstanceOf(Promise)
  })
})

test('steps come in their order, and the body is called before the first collection', () => {
  const log: unknown[] = []
  drive(
    courseOf(three, log),
    how(() => log.push('body')),
  )
  expect(log).toEqual([
    ...['body', 'body', three[0]],
    three[1],
    ...['body', 'body', 'body', three[2]],
    three[3],
    'finally',
  ])
})

test('a course that fails by itself is closed', () => {
  function* failing(): Course<string> {
    yield { call: 1 }
    throw new Error('the profiler is gone')
  }
  const given = how(() => {})
  expect(() => drive(failing(), given)).toThrow('the profiler is gone')
  expect(given.close).toHaveBeenCalledOnce()
})
