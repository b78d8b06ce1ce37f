import { describe, expect, test } from 'vitest'
import { growthLaterOf, growthOf, REAL, siteNamed } from './measured.ts'

const store: object[] = []
const leak = (): void => void store.push({ id: store.length })
const alsoLeak = (): void => void store.push({ id: store.length })

describe('isIgnored', REAL, () => {
  test('sites that are ignored do not leak', () => {
    const asked = new Set<string>()
    const isIgnored = ({ functionName }: { functionName: string }): boolean => {
      asked.add(functionName)
      return functionName === 'leak'
    }
    expect(growthOf(leak, { isIgnored })).toMatchObject({ verdict: 'clean', sites: [] })
    expect(asked).toContain('leak')
  })

  test('others do', () => {
    const both = (): void => {
      leak()
      alsoLeak()
    }
    const result = growthOf(both, { maxCalls: 512, isIgnored: ({ functionName }) => functionName === 'leak' })
    expect(result.verdict).toBe('leak')
    expect(result.sites.map(({ frame }) => frame.functionName)).toEqual(['alsoLeak'])
  })

  describe('memory off the heap', () => {
    const buffers: object[] = []
    const keepBuffer = (): void => void buffers.push(Buffer.alloc(10_000))
    const alsoKeepBuffer = (): void => void buffers.push(Buffer.alloc(10_000))
    const isIgnored = ({ functionName }: { functionName: string }): boolean => functionName === 'keepBuffer'

    test('of ignored sites does not leak', () => {
      expect(growthOf(keepBuffer, { maxCalls: 128 }).verdict).toBe('leak')
      const result = growthOf(keepBuffer, { maxCalls: 128, isIgnored })
      expect(result).toMatchObject({ verdict: 'clean', sites: [], offHeapBytesPerCall: 0 })
      expect(result.checkpoints.map(({ offHeapBytes }) => offHeapBytes)).toEqual(result.checkpoints.map(() => 0))
    })

    test('is not charged to others', () => {
      const both = (): void => {
        keepBuffer()
        alsoLeak()
      }
      const result = growthOf(both, { maxCalls: 128, isIgnored })
      expect(result).toMatchObject({ verdict: 'leak', offHeapBytesPerCall: 0, offHeapSharedBy: 0 })
      expect(result.sites.map(({ frame }) => frame.functionName)).toEqual(['alsoLeak'])
      // A tenth of what the buffers are.
      expect(result.checkpoints.at(-1)?.bytes).toBeLessThan(1000 * result.calls)
    })

    test('leaks if somebody else keeps some as well', () => {
      const both = (): void => {
        keepBuffer()
        alsoKeepBuffer()
      }
      const result = growthOf(both, { maxCalls: 128, isIgnored })
      expect(result).toMatchObject({ verdict: 'leak', offHeapSharedBy: 1 })
      expect(result.sites.map(({ frame }) => frame.functionName)).toEqual(['alsoKeepBuffer'])
    })

    // How far a look comes depends on how busy the machine is.
    test('that no ArrayBuffer owns is that of the sites that keep objects', { retry: 1 }, () => {
      const { WebAssembly } = globalThis as unknown as {
        WebAssembly: { Memory: new (descriptor: { initial: number }) => object }
      }
      const memories: object[] = []
      const keepMemory = (): void => void memories.push(new WebAssembly.Memory({ initial: 1 }))
      expect(growthOf(keepMemory, { maxCalls: 128 }).verdict).toBe('leak')
      const ignoring = growthOf(keepMemory, { maxCalls: 128, isIgnored: () => true })
      expect(ignoring).toMatchObject({ verdict: 'clean', offHeapBytesPerCall: 0 })
      const ignoringAnother = growthOf(keepMemory, { maxCalls: 128, isIgnored })
      expect(ignoringAnother.verdict).toBe('leak')
      memories.length = 0
    })
  })
})

describe('settle', REAL, () => {
  test('what it lets go of is no leak', () => {
    const queue: object[] = []
    const body = (): void => void queue.push({})
    expect(growthOf(body, { maxCalls: 512 }).verdict).toBe('leak')
    expect(growthOf(body, { settle: () => void queue.splice(0) }).verdict).toBe('clean')
  })

  test('is awaited for an asynchronous body', async () => {
    const queue: object[] = []
    const settle = async (): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve))
      queue.length = 0
    }
    expect(await growthLaterOf(async () => void queue.push({}), { settle })).toMatchObject({ verdict: 'clean' })
  })
})

describe('warmup and maxCalls', REAL, () => {
  test.for([0, 1, 5, 100])('%i calls of warm-up, as asked', (warmup) => {
    let calls = 0
    const result = growthOf(() => void calls++, { warmup })
    expect(result.warmupCalls).toBe(warmup)
    // A second look, if V8's own work made one necessary, has calls of its own, and asks for work left for later by one more each time.
    expect(result.totalCalls).toBeGreaterThanOrEqual(warmup + result.calls)
    expect(calls - result.totalCalls).toBeGreaterThanOrEqual(0)
    expect(calls - result.totalCalls).toBeLessThanOrEqual(2)
  })

  test.for([8, 64, 500])('no more than %i recorded calls', (maxCalls) => {
    const kept: object[] = []
    const body = (): void => void kept.push({})
    const result = growthOf(body, { maxCalls })
    expect(result.calls).toBeLessThanOrEqual(maxCalls)
    expect(result.verdict).toBe('leak')
    expect(siteNamed(result, 'body').objectsPerCall).toBeCloseTo(1, 0)
  })

  test('a cache that fills after 40 calls is no leak once it has filled in the warm-up', () => {
    const cache = new Map<number, object>()
    let key = 0
    const body = (): void => {
      if (cache.size < 40) cache.set(key++, {})
    }
    expect(growthOf(body, { warmup: 50 })).toMatchObject({ verdict: 'clean', collections: 3 })
  })
})

test('at a larger interval a leak is found by estimates, which are near', REAL, () => {
  const kept: number[][] = []
  const body = (): void => {
    for (let i = 0; i < 100; i++) kept.push(new Array<number>(20).fill(i))
  }
  const result = growthOf(body, { samplingInterval: 256, maxCalls: 256 })
  expect(result).toMatchObject({ verdict: 'leak', samplingIntervalBytes: 256 })
  const { objectsPerCall } = siteNamed(result, 'body')
  expect(objectsPerCall).toBeGreaterThan(80)
  expect(objectsPerCall).toBeLessThan(400)
})
