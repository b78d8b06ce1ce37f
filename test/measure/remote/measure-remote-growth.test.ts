import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { MeasurementError } from '../../../src/measure/errors.ts'
import { measureRemoteGrowth } from '../../../src/measure/remote/measure-remote-growth.ts'
import { fakeServer } from './fake-heap.ts'

const budget = { budgetMs: 5000 }

test('a site that grows with every call is a leak', async () => {
  const server = fakeServer([
    { name: 'openSession', count: (calls) => 5 + calls },
    { name: 'fills', count: (calls) => Math.min(calls, 30) },
  ])
  const result = await measureRemoteGrowth(server.request, server, budget)
  expect(result).toMatchObject({ verdict: 'leak', samplingIntervalBytes: 1, calls: 2048 })
  expect(result.sites).toEqual([
    {
      frame: { functionName: 'openSession', file: '/app/server.js', line: 7, column: 3 },
      objectsPerCall: 1,
      bytesPerCall: 40,
      kind: 'objects',
    },
  ])
  expect(server.log.filter((entry) => !entry.startsWith('checkpoint'))).toEqual(['open', 'restart', 'stop'])
})

test('memory off the heap is charged to who owns array buffers', async () => {
  const server = fakeServer([{ name: 'keepBuffer', sizeBytes: 96, count: (calls) => calls }], (calls) => 10_000 * calls)
  const { verdict, offHeapBytesPerCall, offHeapSharedBy, current } = await measureRemoteGrowth(
    server.request,
    server,
    budget,
  )
  expect({ verdict, offHeapBytesPerCall, offHeapSharedBy }).toEqual({
    verdict: 'leak',
    offHeapBytesPerCall: 10_000,
    offHeapSharedBy: 1,
  })
  expect(current[0]?.offHeapBytes).toBeGreaterThan(10_000)
})

test('so is an array that grows, of numbers for example', async () => {
  const capacity = (calls: number): number => 8 * Math.ceil(1.5 ** Math.ceil(Math.log(calls + 16) / Math.log(1.5)))
  const server = fakeServer([{ name: 'push', sizeBytes: capacity, count: () => 1 }])
  const { verdict, sites } = await measureRemoteGrowth(server.request, server, budget)
  expect(verdict).toBe('leak')
  expect(sites).toMatchObject([{ frame: { functionName: 'push' }, kind: 'bytes' }])
})

test.for([
  ['nothing', () => 0],
  ['what was there before', () => 300],
  ['a cache that fills up', (calls: number) => Math.min(calls, 100)],
  ['a batch', (calls: number) => calls % 50],
  ['rarely something of the runtime', (calls: number) => Math.floor(calls / 200)],
] as const)('%s is no leak', async ([, count]) => {
  const server = fakeServer([{ name: 'route', count }])
  const { verdict, calls } = await measureRemoteGrowth(server.request, server, budget)
  expect(verdict).toBe('clean')
  expect(calls).toBeGreaterThanOrEqual(256)
  expect(server.log.at(-1)).toBe('stop')
})

test('ignored sites do not count', async () => {
  const server = fakeServer([{ name: 'openSession', count: (calls) => calls }])
  const isIgnored = ({ functionName }: { functionName: string }): boolean => functionName === 'openSession'
  expect((await measureRemoteGrowth(server.request, server, { ...budget, isIgnored })).verdict).toBe('clean')
})

test("warm-up, most calls and the sampling interval are the user's", async () => {
  const server = fakeServer([{ name: 'openSession', count: (calls) => calls }])
  const options = { ...budget, warmup: 3, maxCalls: 128, samplingInterval: 512 }
  const result = await measureRemoteGrowth(server.request, server, options)
  expect(result).toMatchObject({ verdict: 'leak', warmupCalls: 3, calls: 128, samplingIntervalBytes: 512 })
  expect(server.opened).toEqual([{ intervalBytes: 512, stackDepth: 32, idleSeconds: 30, signal: undefined }])
})

test('no time is no verdict', async () => {
  const server = fakeServer([{ name: 'openSession', count: (calls) => calls }])
  const slow = async (): Promise<void> => {
    await delay(60)
    await server.request()
  }
  const { verdict, reason } = await measureRemoteGrowth(slow, server, { budgetMs: 200 })
  expect(verdict).toBe('undecided')
  expect(reason).toMatch(/^one call takes \d+ ms and a checkpoint of the server's heap .* raise the option "budget"/)
})

test('few calls are no proof of a leak: a cache may be filling up', async () => {
  const server = fakeServer([{ name: 'route', count: (calls) => Math.min(calls, 500) }])
  const slow = async (): Promise<void> => {
    await delay(15)
    await server.request()
  }
  const { verdict, reason, calls } = await measureRemoteGrowth(slow, server, { budgetMs: 3000 })
  expect(calls).toBeLessThan(512)
  expect(verdict).toBe('undecided')
  expect(reason).toMatch(
    /^route \(server\.js:7\) kept more through \d+ calls, but so does a cache until it is full, .* raise the option "budget" to \d+\.\d s and the test's timeout to \d+ s, or more$/,
  )
  const few = await measureRemoteGrowth(server.request, server, { budgetMs: 5000, maxCalls: 32 })
  expect(few.verdict).toBe('leak')
})

test('what grew on and off is acquitted in fewer windows than it takes to convict', async () => {
  const server = fakeServer([{ name: 'route', count: (calls) => (calls < 40 ? 0 : 40) }])
  const request = async (): Promise<void> => {
    await delay(20)
    await server.request()
  }
  const { verdict, calls } = await measureRemoteGrowth(request, server, { budgetMs: 3000 })
  expect(calls).toBeGreaterThanOrEqual(8)
  expect(verdict).toBe('clean')
})

test('where memory comes to an end, fewer calls convict', async () => {
  const server = fakeServer([{ name: 'keepBuffer', sizeBytes: 1_000_000, count: (calls) => calls }])
  const { verdict, calls } = await measureRemoteGrowth(server.request, server, budget)
  expect(calls).toBeLessThan(512)
  expect(verdict).toBe('leak')
})

test('a body that returns no promise is refused', async () => {
  const server = fakeServer([])
  await expect(measureRemoteGrowth(() => 5, server, budget)).rejects.toThrow(
    new MeasurementError(
      'the body returned no promise, and the heap of another process is measured between requests that were awaited: make the body async and await them in it',
    ),
  )
  expect(server.log).toEqual(['open', 'stop'])
})

test('what the body throws comes out as it is, and the recording has ended', async () => {
  const server = fakeServer([])
  const error = new Error('mine')
  let calls = 0
  const body = async (): Promise<void> => {
    if (++calls === 30) throw error
  }
  await expect(measureRemoteGrowth(body, server, budget)).rejects.toBe(error)
  expect(server.log.at(-1)).toBe('stop')
})

test('a checkpoint that fails ends it', async () => {
  const error = new MeasurementError('gone')
  const server = fakeServer([], undefined, (index) => {
    if (index === 2) throw error
  })
  await expect(measureRemoteGrowth(server.request, server, budget)).rejects.toBe(error)
  expect(server.log.at(-1)).toBe('stop')
})

test('a test that ends takes its recording with it, also while a request hangs', async () => {
  const server = fakeServer([])
  const controller = new AbortController()
  const measured = measureRemoteGrowth(() => new Promise(() => {}), server, { ...budget, signal: controller.signal })
  measured.catch(() => {})
  await delay(50)
  controller.abort(new Error('over'))
  await delay(50)
  expect(server.log).toEqual(['open', 'stop'])
})

test('and when it ends before the server has answered', async () => {
  const server = fakeServer([])
  const controller = new AbortController()
  const late = {
    open: async (how: Parameters<typeof server.open>[0]) => {
      await delay(100)
      return server.open(how)
    },
  }
  const measured = measureRemoteGrowth(server.request, late, { ...budget, signal: controller.signal })
  controller.abort(new Error('over'))
  await expect(measured).rejects.toThrow()
  await delay(200)
  expect(server.log).toEqual(['open', 'stop'])
})
