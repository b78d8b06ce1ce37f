import { describe, expect, test } from 'vitest'
import type { GrowthResult } from '../../src/measure/growth-result.ts'
import { bySite } from '../../src/profile/site.ts'
import { growthOf, REAL } from './measured.ts'

const SIZE = 100_000
const PAGE = 65_536

interface WithWebAssembly {
  readonly WebAssembly: { readonly Memory: new (descriptor: { initial: number }) => object }
}

// TypeScript has its types with those of browsers only.
const { WebAssembly } = globalThis as unknown as WithWebAssembly

/** Off-heap bytes a call at the last checkpoint, by the function that is charged with them. */
function charged({ current, calls }: GrowthResult): Record<string, number> {
  const ownOf = (stack: GrowthResult['current'][number]['stack']) =>
    stack.find(({ file }) => file === import.meta.filename)
  const own = current.flatMap((sample) => {
    const frame = ownOf(sample.stack)
    return frame ? [{ ...sample, stack: [frame] }] : [sample]
  })
  return Object.fromEntries(
    [...bySite(own).values()]
      .filter(({ offHeapBytes }) => offHeapBytes !== 0)
      .map(({ frame, offHeapBytes }) => [frame.functionName, offHeapBytes / calls]),
  )
}

describe.shuffle('memory off the heap is told to the byte', REAL, () => {
  const makers = {
    buffer: () => Buffer.alloc(SIZE),
    typedArray: () => new Float64Array(SIZE / 8),
    arrayBuffer: () => new ArrayBuffer(SIZE),
    sharedArrayBuffer: () => new SharedArrayBuffer(SIZE),
  }
  test.for(Object.entries(makers))('%s, all of one site', { repeats: 1 }, ([site, make]) => {
    const kept: object[] = []
    const keep = (): void => void kept.push(make())
    const result = growthOf(keep, { maxCalls: 256 })
    expect(result).toMatchObject({ verdict: 'leak', offHeapBytesPerCall: SIZE, offHeapSharedBy: 1 })
    expect(charged(result)).toEqual({ [site]: SIZE })
    for (const { calls, offHeapBytes } of result.checkpoints) expect(offHeapBytes).toBe(calls * SIZE)

    const released = growthOf(() => {
      keep()
      kept.length = 0
    })
    expect(released).toMatchObject({ verdict: 'clean', offHeapBytesPerCall: 0 })
  })

  test('WebAssembly memory', () => {
    const kept: object[] = []
    const keep = (): void => void kept.push(new WebAssembly.Memory({ initial: 1 }))
    const result = growthOf(keep, { maxCalls: 128 })
    expect(result).toMatchObject({ verdict: 'leak', offHeapSharedBy: 1 })
    expect(Math.round(result.offHeapBytesPerCall / PAGE)).toBe(1)
    expect(Object.keys(charged(result))).toEqual(['keep'])
    kept.length = 0
  })
})

test('Buffers of two sites are shared between them', REAL, () => {
  const kept: object[] = []
  const small = (): void => void kept.push(Buffer.alloc(10_000))
  const large = (): void => void kept.push(Buffer.alloc(30_000))
  const result = growthOf(
    () => {
      small()
      large()
    },
    { maxCalls: 256 },
  )
  expect(result).toMatchObject({ verdict: 'leak', offHeapBytesPerCall: 40_000, offHeapSharedBy: 2 })
  expect(charged(result)).toEqual({ small: 20_000, large: 20_000 })
})

test('beside a leak of plain objects, Buffers are charged to their own site', REAL, () => {
  const kept: object[] = []
  const objects = (): void => void kept.push({ id: kept.length })
  const buffers = (): void => void kept.push(Buffer.alloc(SIZE))
  const result = growthOf(
    () => {
      objects()
      buffers()
    },
    { maxCalls: 256 },
  )
  expect(result).toMatchObject({ offHeapBytesPerCall: SIZE, offHeapSharedBy: 1 })
  expect(charged(result)).toEqual({ buffers: SIZE })
  expect(result.sites.map(({ frame }) => frame.functionName)).toEqual(expect.arrayContaining(['objects', 'buffers']))
})

test('a leak of objects without memory off the heap has none', REAL, () => {
  const kept: object[] = []
  const result = growthOf(() => void kept.push({}), { maxCalls: 256 })
  expect(result).toMatchObject({ verdict: 'leak', offHeapBytesPerCall: 0, offHeapSharedBy: 0 })
  expect(charged(result)).toEqual({})
})
