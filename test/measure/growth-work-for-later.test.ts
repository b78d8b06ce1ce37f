import { PassThrough } from 'node:stream'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Body } from '../../src/measure/body.ts'
import { measureGrowth } from '../../src/measure/measure-growth.ts'
import { growthLaterOf, growthOf, REAL } from './measured.ts'

const registry = new FinalizationRegistry(() => {})
const work = async (): Promise<object> => {
  await null
  return { done: true }
}

describe.shuffle('a synchronous body that leaves work must be awaited, and is clean then', REAL, () => {
  test.for<[string, Body, RegExp]>([
    ['promise reactions', () => void work(), /promise reactions/],
    ['microtasks', () => queueMicrotask(() => {}), /Microtask|promise reactions/],
    ['immediates', () => void setImmediate(() => {}), /Immediate/],
    ['short timers', () => void setTimeout(() => {}, 5), /timer/],
    ['finalizers', () => registry.register({ big: [1, 2, 3] }, { held: true }), /finalizers/],
  ])('%s', { repeats: 1 }, async ([, body, kind]) => {
    const result = measureGrowth(body, { budgetMs: 20_000 })
    if (!(result instanceof Promise)) throw new Error(`not a promise, but ${result.verdict}`)
    expect(result.unawaited).toMatch(/^the body is synchronous but leaves work for later \(/)
    expect(result.unawaited).toMatch(/await the assertion, or make the body async and await the work in it$/)
    expect(result.unawaited).toMatch(kind)
    expect(await result).toMatchObject({ verdict: 'clean', sites: [] })
  })

  test('a leak beside it is found', async () => {
    const kept: object[] = []
    const body = (): void => {
      kept.push({ id: kept.length })
      void work()
    }
    const result = await measureGrowth(body, { budgetMs: 20_000, maxCalls: 1024 })
    expect(result.verdict).toBe('leak')
    expect(result.sites.map(({ frame }) => frame.functionName)).toEqual(['body'])
  })
})

test('work that keeps nothing alive needs no waiting', REAL, () => {
  expect(growthOf(() => void new PassThrough().end('text'))).toMatchObject({ verdict: 'clean' })
  expect(growthOf(() => process.nextTick(() => {}))).toMatchObject({ verdict: 'clean' })
})

test('a leak without work left is told at once', REAL, () => {
  const kept: object[] = []
  expect(growthOf(() => void kept.push({}), { maxCalls: 512 })).toMatchObject({ verdict: 'leak' })
})

describe('fake timers', () => {
  afterEach(() => void vi.useRealTimers())

  test('change neither verdict nor clock', REAL, async () => {
    vi.useFakeTimers()
    const kept: object[] = []
    expect(await growthLaterOf(work)).toMatchObject({ verdict: 'clean' })
    const leaking = await growthLaterOf(async () => void kept.push(await work()), { maxCalls: 512 })
    expect(leaking).toMatchObject({ verdict: 'leak' })
    expect(growthOf(() => [1, 2, 3])).toMatchObject({ verdict: 'clean' })
    expect(vi.getTimerCount()).toBe(0)
  })
})
