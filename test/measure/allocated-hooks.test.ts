import { afterEach, describe, expect, test } from 'vitest'
import { isHeapProfilerInUse } from '../../src/heap/open-source.ts'
import { allocatedLaterOf, allocatedOf, figuresOf, links, One, sink } from './allocated.ts'
import { REAL } from './measured.ts'

afterEach(() => {
  expect(isHeapProfilerInUse()).toBe(false)
})

describe.shuffle('what is around the body does not count', REAL, () => {
  const much = (): void => {
    for (let id = 0; id < 20; id++) sink.it = new One(id)
    sink.it = new Uint8Array(2000)
  }

  test('synchronous hooks', { repeats: 1 }, () => {
    const calls: string[] = []
    const hooks = {
      beforeEach: () => {
        much()
        if (calls.length < 6) calls.push('before')
      },
      afterEach: () => {
        much()
        if (calls.length < 6) calls.push('after')
      },
    }
    const body = links(10)
    const result = allocatedOf(
      () => {
        body()
        if (calls.length < 6) calls.push('body')
      },
      { hooks },
    )
    expect(figuresOf(result)).toEqual([400, 10])
    expect(result.offHeapBytesPerCall).toBe(0)
    expect(calls).toEqual(['before', 'body', 'after', 'before', 'body', 'after'])
  })

  test.for(['beforeEach', 'afterEach'] as const)('only %s', { repeats: 1 }, (name) => {
    const result = allocatedOf(links(10), { hooks: { [name]: much } })
    expect(figuresOf(result)).toEqual([400, 10])
    expect(result.offHeapBytesPerCall).toBe(0)
  })

  test('asynchronous hooks', { repeats: 1 }, async () => {
    const later = async (): Promise<void> => {
      much()
      await null
      much()
    }
    const body = links(10)
    const hooks = { beforeEach: later, afterEach: later }
    const result = await allocatedLaterOf(async () => body(), { hooks, warmup: 2000 })
    expect(figuresOf(result)).toEqual([448, 11])
    expect(result.offHeapBytesPerCall).toBe(0)
  })
})
