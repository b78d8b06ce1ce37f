import { describe, expect, test } from 'vitest'
import type { Body } from '../../src/measure/body.ts'
import { measureRetained } from '../../src/measure/measure-retained.ts'
import { top } from '../../src/profile/top.ts'
import { REAL, retainedOf } from './measured.ts'

/** 40 bytes each, without a table around them. */
class Link {
  readonly next: Link | undefined
  readonly id: number
  constructor(next: Link | undefined, id: number) {
    this.next = next
    this.id = id
  }
}

function keepingLinks(count: number): { body: Body; release: () => void } {
  let head: Link | undefined
  return {
    body: () => {
      for (let id = 0; id < count; id++) head = new Link(head, id)
    },
    release: () => {
      head = undefined
    },
  }
}

describe.shuffle('figures are exact once the code is warm', REAL, () => {
  test('of one call', { repeats: 2 }, () => {
    const { body, release } = keepingLinks(100)
    expect(retainedOf(body, { warmup: 3 })).toMatchObject({
      calls: 1,
      objects: 100,
      bytes: 4000,
      heapBytes: 4000,
      offHeapBytes: 0,
      samplingIntervalBytes: 1,
    })
    release()
  })

  test('of many calls', { repeats: 2 }, () => {
    const { body, release } = keepingLinks(10)
    expect(retainedOf(body, { calls: 50, warmup: 3 })).toMatchObject({ calls: 50, objects: 500, bytes: 20_000 })
    release()
  })

  test('of an asynchronous body', { repeats: 2 }, async () => {
    const { body, release } = keepingLinks(100)
    const later = async (): Promise<void> => {
      await null
      body()
    }
    const result = measureRetained(later, { calls: 10, warmup: 20 })
    expect(result).toBeInstanceOf(Promise)
    const { objects, bytes } = await result
    // Besides the links, what the event loop has made meanwhile.
    expect(objects).toBeGreaterThanOrEqual(1000)
    expect(objects).toBeLessThan(1050)
    expect(bytes).toBeGreaterThanOrEqual(40_000)
    expect(bytes).toBeLessThan(50_000)
    release()
  })

  test('of Buffers, on and off the heap', { repeats: 2 }, () => {
    const kept: Buffer[] = []
    const body = (): void => void kept.push(Buffer.alloc(100_000))
    const { bytes, heapBytes, offHeapBytes, offHeapSharedBy } = retainedOf(body, { calls: 20, warmup: 3 })
    expect({ offHeapBytes, offHeapSharedBy }).toEqual({ offHeapBytes: 2_000_000, offHeapSharedBy: 1 })
    expect(bytes).toBe(heapBytes + 2_000_000)
    expect(heapBytes).toBeLessThan(20_000)
    kept.length = 0
  })
})

describe.shuffle('nothing is kept', REAL, () => {
  test.for<[string, Body]>([
    ['by a body that does nothing', () => {}],
    ['of garbage', () => JSON.parse('{"a":[1,2,3]}')],
    ['of Buffers that are let go', () => Buffer.alloc(100_000).length],
    ['of the target of a WeakRef', () => new WeakRef({ big: [1, 2, 3] }).deref()],
  ])('%s', { repeats: 1 }, ([, body]) => {
    const { objects, bytes, offHeapBytes } = retainedOf(body, { calls: 50, warmup: 10 })
    expect(objects).toBeLessThan(10)
    expect(bytes).toBeLessThan(2000)
    expect(offHeapBytes).toBe(0)
  })

  test('more by what replaces something as large', () => {
    const store: { index: number[][] | undefined } = { index: undefined }
    const body = (): void => {
      store.index = Array.from({ length: 20_000 }, (_, i) => [i])
    }
    const { bytes } = retainedOf(body, { calls: 3, warmup: 2 })
    expect(Math.abs(bytes)).toBeLessThan(300_000)
    const release = (): void => {
      store.index = undefined
    }
    expect(retainedOf(release).bytes).toBeLessThan(-500_000)
  })

  test('more by Buffers that replace others', () => {
    const store: { buffer?: Buffer } = {}
    const body = (): void => {
      store.buffer = Buffer.alloc(5_000_000)
    }
    expect(retainedOf(body, { calls: 3, warmup: 1 }).offHeapBytes).toBe(0)
  })
})

test('the first call keeps what is made lazily, and warm-up leaves it out', REAL, () => {
  const lazily = (): Body => {
    let table: Link[] | undefined
    return () => {
      table ??= Array.from({ length: 1000 }, (_, id) => new Link(undefined, id))
      return table
    }
  }
  expect(retainedOf(lazily()).objects).toBeGreaterThanOrEqual(1000)
  expect(retainedOf(lazily(), { warmup: 1 }).objects).toBeLessThan(10)
})

test('the profile names who keeps it', REAL, () => {
  const kept: object[] = []
  const keepObjects = (): void => {
    for (let i = 0; i < 100; i++) kept.push(new Link(undefined, i))
  }
  const { current, base } = retainedOf(() => keepObjects(), { warmup: 2 })
  expect(base).toEqual([])
  const { rows } = top(current, { nodeCount: 10, nodeFraction: 0 })
  const own = rows.filter(({ frame }) => frame.functionName === 'keepObjects')
  expect(own).toHaveLength(1)
  expect(own[0]).toMatchObject({ objects: 100, flat: 4000 })
})

test('settle runs before both looks, and what it lets go of is not kept', REAL, () => {
  const queue: object[] = []
  const body = (): void => {
    for (let i = 0; i < 500; i++) queue.push(new Link(undefined, i))
  }
  let settled = 0
  const settle = (): void => {
    settled++
    queue.length = 0
  }
  expect(retainedOf(body, { settle, warmup: 2 }).objects).toBeLessThan(10)
  expect(settled).toBeGreaterThanOrEqual(2)
})

describe('the sampling interval', REAL, () => {
  test.for([
    [{}, 1],
    [{ limitBytes: 0 }, 1],
    [{ limitBytes: 1024 * 1024 }, 1],
    [{ limitBytes: 50 * 1024 * 1024 }, 5243],
    [{ limitBytes: 50 * 1024 * 1024, samplingInterval: 1 }, 1],
    [{ samplingInterval: 512 }, 512],
  ] as const)('for %j is %i', ([options, expected]) => {
    expect(retainedOf(() => {}, options).samplingIntervalBytes).toBe(expected)
  })

  test('at a large limit the figure is near', () => {
    const kept: number[][] = []
    const body = (): void => {
      for (let i = 0; i < 20_000; i++) kept.push(new Array<number>(100).fill(i))
    }
    // Each: 16 of an array's, 816 of its store.
    const { heapBytes, samplingIntervalBytes } = retainedOf(body, { limitBytes: 10 * 1024 * 1024 })
    expect(samplingIntervalBytes).toBe(1049)
    expect(heapBytes / (20_000 * 848)).toBeGreaterThan(0.9)
    expect(heapBytes / (20_000 * 848)).toBeLessThan(1.1)
  })
})
