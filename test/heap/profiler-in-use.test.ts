import { Session } from 'node:inspector'
import { createRequire } from 'node:module'
import { afterEach, describe, expect, test } from 'vitest'
import { addonSource } from '../../src/heap/addon-source.ts'
import { openInspector } from '../../src/heap/inspector-session.ts'
import { inspectorSource } from '../../src/heap/inspector-source.ts'
import { isHeapProfilerInUse, openHeapSource } from '../../src/heap/open-source.ts'
import { MeasurementError } from '../../src/measure/errors.ts'
import { growthLaterOf, growthOf, REAL, retainedOf } from '../measure/measured.ts'

const addon: typeof import('@datadog/pprof') = createRequire(import.meta.url)('@datadog/pprof')

/** Profilers that are not ours: each can be started, asked whether it still records, and stopped. */
const foreign = {
  'an inspector session'() {
    const session = new Session()
    session.connect()
    session.post('HeapProfiler.startSampling', { samplingInterval: 1024 })
    return {
      isRunning: () => {
        let failure: Error | null = null
        session.post('HeapProfiler.getSamplingProfile', (error) => {
          failure = error
        })
        return failure === null
      },
      stop: () => {
        session.post('HeapProfiler.stopSampling')
        session.disconnect()
      },
    }
  },
  '@datadog/pprof'() {
    addon.heap.start(1024, 8)
    return { isRunning: () => addon.heap.v8Profile().children.length > 0, stop: () => addon.heap.stop() }
  },
}

afterEach(() => {
  expect(isHeapProfilerInUse()).toBe(false)
})

describe.each(Object.entries(foreign))('the heap profiler is in use by %s', (_, start) => {
  test('that is seen, and does not disturb it', () => {
    expect(isHeapProfilerInUse()).toBe(false)
    const other = start()
    expect(isHeapProfilerInUse()).toBe(true)
    expect(isHeapProfilerInUse()).toBe(true)
    expect(other.isRunning()).toBe(true)
    other.stop()
  })

  test('a measurement is refused with what to do, and the other goes on', REAL, async () => {
    const other = start()
    let calls = 0
    const body = (): void => void calls++
    for (const measure of [growthOf, retainedOf]) {
      expect(() => measure(body)).toThrow(MeasurementError)
      expect(() => measure(body)).toThrow(
        /^the heap profiler is in use by something else \(--heap-prof, an APM agent, an inspector\), and V8 has only one: switch that off for this test run$/,
      )
    }
    await expect(growthLaterOf(async () => body())).rejects.toThrow('in use by something else')
    expect(calls).toBe(0)
    expect(other.isRunning()).toBe(true)
    other.stop()
    expect(growthOf(body).verdict).toBe('clean')
  })
})

test('somebody who stops the profiler in the middle is told of', REAL, () => {
  const body = (): void => addon.heap.stop()
  if (openHeapSource().name !== '@datadog/pprof') throw new Error('the addon should load here')
  expect(() => growthOf(body)).toThrow(/^the heap profiler was stopped by something else while the body was measured/)
})

test('our own recording is in use, from start to stop', () => {
  for (const source of [addonSource(addon), inspectorSource()]) {
    source.start(1, 8)
    expect(isHeapProfilerInUse()).toBe(true)
    source.stop()
    expect(isHeapProfilerInUse()).toBe(false)
  }
})

test('an inspector that is merely connected is not in the way', REAL, () => {
  const inspector = openInspector()
  inspector.send('HeapProfiler.enable')
  inspector.send('Runtime.enable')
  expect(growthOf(() => ({})).verdict).toBe('clean')
  inspector.close()
})
