import { expect, test } from 'vitest'
import { isHeapProfilerInUse } from '../../src/heap/open-source.ts'
import { measureGrowth } from '../../src/measure/measure-growth.ts'
import { type Course, drive } from '../../src/measure/steps.ts'
import { growthOf, REAL } from './measured.ts'

const never = (): Promise<never> => new Promise(() => {})

test('what a course has opened around a call is closed when the call never ends', () => {
  const closed: string[] = []
  function* course(): Course<void> {
    try {
      yield { call: 1 }
    } finally {
      closed.push('course')
    }
  }
  const controller = new AbortController()
  drive(course(), { body: never, signal: controller.signal, close: () => void closed.push('drive') })
  expect(closed).toEqual([])
  controller.abort(new Error('the test ended'))
  expect(closed).toEqual(['course', 'drive'])
})

test('a slow body that never settles while its allocations are counted gives the profiler back', REAL, async () => {
  const controller = new AbortController()
  let isCounted = false
  const body = (): Promise<unknown> => {
    if (isHeapProfilerInUse()) {
      isCounted = true
      return never()
    }
    return new Promise((resolve) => setTimeout(resolve, 8))
  }
  measureGrowth(body, { budgetMs: 20_000, signal: controller.signal })
  await expect.poll(() => isCounted, { timeout: 20_000 }).toBe(true)
  controller.abort(new Error('the test ended'))
  expect(isHeapProfilerInUse()).toBe(false)
  expect(growthOf(() => ({})).verdict).toBe('clean')
})
