import { createRequire } from 'node:module'
import { afterEach, expect, test, vi } from 'vitest'
import { isHeapProfilerInUse } from '../../src/heap/open-source.ts'
import { openRecording } from '../../src/measure/recording.ts'
import { growthOf, REAL } from './measured.ts'

const { execArgv } = process

afterEach(() => {
  vi.restoreAllMocks()
  Object.defineProperty(process, 'execArgv', { value: execArgv, configurable: true, writable: true })
})

test('a recording that cannot be opened leaves the profiler free', REAL, () => {
  const error = new Error('replaced')
  const get = (): never => {
    throw error
  }
  Object.defineProperty(process, 'execArgv', { get, configurable: true })
  expect(() => openRecording()).toThrow(error)
  Object.defineProperty(process, 'execArgv', { value: execArgv, configurable: true, writable: true })
  expect(isHeapProfilerInUse()).toBe(false)
  expect(growthOf(() => ({})).verdict).toBe('clean')
})

test('what a test says of memory is not believed', REAL, () => {
  vi.spyOn(process, 'memoryUsage').mockReturnValue({} as never)
  const kept: Uint8Array[] = []
  const { verdict, offHeapBytesPerCall } = growthOf(() => void kept.push(new Uint8Array(10_000)), { maxCalls: 128 })
  expect({ verdict, offHeapBytesPerCall }).toEqual({ verdict: 'leak', offHeapBytesPerCall: 10_000 })
})

test('a recording that was put in the place of ours is no measurement', REAL, () => {
  const { heap } = createRequire(import.meta.url)('@datadog/pprof') as typeof import('@datadog/pprof')
  const kept: unknown[] = []
  let calls = 0
  const body = (): void => {
    kept.push({})
    if (++calls !== 40) return
    heap.stop()
    heap.start(512 * 1024, 16)
  }
  expect(() => growthOf(body)).toThrow('the heap profiler was stopped by something else while the body was measured')
  expect(isHeapProfilerInUse()).toBe(false)
})
