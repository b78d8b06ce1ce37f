import { describe, expect, test, vi } from 'vitest'
import { type Course, type Drive, drive, type Step } from '../../src/measure/steps.ts'

/** A course that asks for these steps, and notes when each is done. */
function* courseOf(steps: readonly Step[], log: string[]): Course<string> {
  for (const [index, step] of steps.entries()) {
    yield step
    log.push(`step ${index}`)
  }
  return 'result'
}

const how = (body: () => unknown, rest: Partial<Drive> = {}) => ({ body, close: vi.fn(() => {}), ...rest })

/** Something that runs, and is not over at once. */
const slowly = (log: string[], name: string) => async (): Promise<void> => {
  log.push(`${name} begins`)
  await new Promise((resolve) => setImmediate(resolve))
  log.push(`${name} ends`)
}

describe('what is around the body', () => {
  test('runs in its place, and is no call', () => {
    const log: string[] = []
    const body = vi.fn(() => void log.push('body'))
    const run = (): void => void log.push('run')
    expect(drive(courseOf([{ run }, { call: 2 }, { run }], log), how(body))).toBe('result')
    expect(log).toEqual(['run', 'step 0', 'body', 'body', 'step 1', 'run', 'step 2'])
    expect(body).toHaveBeenCalledTimes(2)
  })

  test('is awaited where the body is asynchronous', async () => {
    const log: string[] = []
    const steps: Step[] = [{ call: 1 }, { run: slowly(log, 'run') }, { call: 1 }]
    const result = drive(
      courseOf(steps, log),
      how(async () => void log.push('body')),
    )
    expect(await result).toBe('result')
    expect(log).toEqual(['body', 'step 0', 'run begins', 'run ends', 'step 1', 'body', 'step 2'])
  })

  test('is awaited where that is asked for, before the first call too', async () => {
    const log: string[] = []
    const steps: Step[] = [{ run: slowly(log, 'run') }, { call: 1 }]
    await drive(
      courseOf(steps, log),
      how(() => void log.push('body'), { asynchronous: true }),
    )
    expect(log).toEqual(['run begins', 'run ends', 'step 0', 'body', 'step 1'])
  })

  test.for([false, true])('may fail: its very error (asynchronous: %s)', async (asynchronous) => {
    const error = new Error('own')
    const run = (): never => {
      throw error
    }
    const given = how(() => {}, { asynchronous })
    const log: string[] = []
    await expect(async () => drive(courseOf([{ call: 1 }, { run }, { call: 1 }], log), given)).rejects.toBe(error)
    expect(log).toEqual(['step 0'])
    expect(given.close).toHaveBeenCalledOnce()
  })
})

describe('afterwards', () => {
  const steps = (log: string[]): Step[] => [
    { call: 3, afterwards: () => void log.push('afterwards') },
    { call: 2, afterwards: () => void log.push('afterwards') },
  ]
  const EXPECTED = ['body', 'body', 'body', 'afterwards', 'step 0', 'body', 'body', 'afterwards', 'step 1']

  test('comes once, right after the last call', () => {
    const log: string[] = []
    drive(
      courseOf(steps(log), log),
      how(() => void log.push('body')),
    )
    expect(log).toEqual(EXPECTED)
  })

  test.for<[string, Partial<Drive>]>([
    ['of an asynchronous body', {}],
    ['through the event loop from the beginning', { asynchronous: true }],
  ])('comes once, %s', async ([, rest]) => {
    const log: string[] = []
    await drive(
      courseOf(steps(log), log),
      how(async () => void log.push('body'), rest),
    )
    expect(log).toEqual(EXPECTED)
  })

  test('comes before anything else gets to work', async () => {
    const log: string[] = []
    const body = async (): Promise<void> => {
      log.push('body')
      // Two jobs later than what awaits the body.
      Promise.resolve()
        .then(() => {})
        .then(() => {})
        .then(() => {})
        .then(() => void log.push('another job'))
    }
    await drive(courseOf([{ call: 1, afterwards: () => void log.push('afterwards') }], log), how(body))
    expect(log.slice(0, 2)).toEqual(['body', 'afterwards'])
  })

  test('comes for no calls, too', () => {
    const afterwards = vi.fn(() => {})
    const body = vi.fn(() => {})
    drive(courseOf([{ call: 0, afterwards }], []), how(body))
    expect(afterwards).toHaveBeenCalledOnce()
    expect(body).not.toHaveBeenCalled()
  })

  test.for([false, true])('does not come if a call fails (asynchronous: %s)', async (asynchronous) => {
    const afterwards = vi.fn(() => {})
    let calls = 0
    const body = (): void => {
      if (++calls === 2) throw new Error('own')
    }
    const given = how(body, { asynchronous })
    await expect(async () => drive(courseOf([{ call: 2, afterwards }], []), given)).rejects.toThrow('own')
    expect(afterwards).not.toHaveBeenCalled()
    expect(calls).toBe(2)
  })

  test.for([false, true])('may fail itself: its very error (asynchronous: %s)', async (asynchronous) => {
    const error = new Error('own')
    const afterwards = (): never => {
      throw error
    }
    const given = how(() => {}, { asynchronous })
    await expect(async () => drive(courseOf([{ call: 2, afterwards }], []), given)).rejects.toBe(error)
    expect(given.close).toHaveBeenCalledOnce()
  })
})
