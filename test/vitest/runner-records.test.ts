import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { runnerRecords } from '../../src/vitest/runner-records.ts'
import { type TestTask, workerState } from '../../src/vitest/worker-state.ts'

beforeEach(() => {
  workerState.mockFunction = vi.fn
})
afterEach(() => {
  delete workerState.mockFunction
  vi.restoreAllMocks()
})

describe('mocks', () => {
  test('those that were made since are forgotten, those from before are not', () => {
    const older = vi.fn()
    const forget = runnerRecords(undefined)
    const since = vi.fn()
    older(1)
    since(2)
    forget()
    // Only mocks that Vitest remembers are cleared.
    vi.clearAllMocks()
    expect(older.mock.calls).toEqual([])
    expect(since.mock.calls).toEqual([[2]])
  })

  test('forgetting takes no call from anybody', () => {
    const older = vi.fn((n: number) => n + 1)
    older(1)
    const forget = runnerRecords(undefined)
    older(2)
    forget()
    forget()
    expect(older.mock.calls).toEqual([[1], [2]])
    expect(older(3)).toBe(4)
  })

  test('a spy from before can be restored', () => {
    const target = { method: () => 'real' }
    vi.spyOn(target, 'method').mockReturnValue('mocked')
    const forget = runnerRecords(undefined)
    vi.fn()()
    forget()
    expect(target.method()).toBe('mocked')
    vi.restoreAllMocks()
    expect(target.method()).toBe('real')
  })

  test('where no Vitest is, nothing is looked for', () => {
    workerState.mockFunction = undefined
    const forget = runnerRecords(undefined)
    const since = vi.fn()
    since(1)
    forget()
    vi.clearAllMocks()
    expect(since.mock.calls).toEqual([])
  })

  test('of a function that is not Vitest’s, nothing is found', async () => {
    // What is found is kept for the worker: a fresh module has found nothing yet.
    vi.resetModules()
    const fresh = await import('../../src/vitest/runner-records.ts')
    const state = await import('../../src/vitest/worker-state.ts')
    state.workerState.mockFunction = () => {}
    expect(() => fresh.runnerRecords(undefined)()).not.toThrow()
  })
})

describe('checks that an assertion was awaited', () => {
  const called: string[] = []
  const check = (name: string) => () => {
    called.push(name, 'was not awaited')
  }
  const other = (): void => void called.push('other')
  beforeEach(() => {
    called.length = 0
  })

  test('those that came since are made at once and forgotten; others wait for the end of the test', () => {
    const earlier = check('earlier')
    const task: TestTask = { onFinished: [earlier] }
    const forget = runnerRecords(task)
    ;(task.onFinished as unknown[]).push(check('since'), other)
    forget()
    expect(called).toEqual(['since', 'was not awaited'])
    expect(task.onFinished).toEqual([earlier, other])
  })

  test('one that fails says so to whoever forgets', () => {
    const task: TestTask = { onFinished: [] }
    const forget = runnerRecords(task)
    ;(task.onFinished as unknown[]).push(() => {
      throw new Error('was not awaited')
    })
    expect(forget).toThrow('was not awaited')
  })

  test.for([undefined, null, {}])('a test without a list of them (%j) is left alone', (onFinished) => {
    const task: TestTask = { onFinished }
    runnerRecords(task)()
    expect(task.onFinished).toBe(onFinished)
  })

  test('Vitest’s own is one of them', async ({ task }) => {
    const forget = runnerRecords(task as TestTask)
    const callbacks = (): unknown[] => ((task as TestTask).onFinished as unknown[] | undefined) ?? []
    const before = callbacks().length
    await expect(Promise.resolve(1)).resolves.toBe(1)
    expect(callbacks().length).toBe(before + 1)
    forget()
    expect(callbacks().length).toBe(before)
  })
})
