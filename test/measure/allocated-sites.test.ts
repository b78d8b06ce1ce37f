import { afterEach, describe, expect, test } from 'vitest'
import { isHeapProfilerInUse } from '../../src/heap/open-source.ts'
import type { AllocatedResult } from '../../src/measure/allocated/measure-allocated.ts'
import { top } from '../../src/profile/top.ts'
import { allocatedLaterOf, allocatedOf, Eight, figuresOf, Link, links, One, sink } from './allocated.ts'
import { REAL } from './measured.ts'

afterEach(() => {
  expect(isHeapProfilerInUse()).toBe(false)
})

/** Of the sites that a measurement reports, by name: objects a call. */
function sitesOf({ sites, callsPerRound }: AllocatedResult): Record<string, number> {
  const { rows } = top(sites?.profile ?? [], { nodeCount: 0, nodeFraction: 0 })
  return Object.fromEntries(
    rows
      .filter(({ objects }) => objects > 0)
      .map(({ frame, objects }) => [frame.functionName, objects / callsPerRound] as const),
  )
}

describe.shuffle('sites', REAL, () => {
  const isReported = (): boolean => true

  test('are not looked for where nothing is to be reported', () => {
    let asked: unknown
    const result = allocatedOf(links(3), {
      isReported: (figures) => {
        asked = figures
        return false
      },
    })
    expect(result).not.toHaveProperty('sites')
    expect(asked).toEqual(result)
  })

  test('name the function that made it, though V8 has inlined it', { repeats: 1 }, () => {
    const makeLinks = (count: number): void => {
      for (let id = 0; id < count; id++) sink.it = new Link(undefined, id)
    }
    const makeSet = (): Set<number> => new Set()
    const body = (): unknown => {
      makeLinks(10)
      return makeSet()
    }
    const result = allocatedOf(body, { isReported })
    expect(figuresOf(result)).toEqual([552, 12])
    expect(result.sites?.isInlined).toBe(false)
    const sites = sitesOf(result)
    expect((sites.makeLinks ?? 0) + (sites.Link ?? 0)).toBe(10)
    expect((sites.makeSet ?? 0) + (sites.Set ?? 0)).toBe(2)
    expect(sites.body).toBeUndefined()
  })

  test('say so where inlining saves objects, and are those of their callers then', { repeats: 1 }, () => {
    const makePoint = (x: number) => ({ x, y: 1 })
    const sum = (point: { x: number; y: number }): number => point.x + point.y
    const inlining = (): unknown => new One(sum(makePoint(process.pid)))
    const result = allocatedOf(inlining, { isReported })
    expect(figuresOf(result)).toEqual([32, 1])
    expect(result.sites?.isInlined).toBe(true)
    expect(sitesOf(result)).toEqual({ inlining: 1 })
  })

  test('own what is off the heap', { repeats: 1 }, () => {
    const makeBuffer = (): Uint8Array => new Uint8Array(5000)
    const body = (): unknown => {
      links(5)()
      return makeBuffer()
    }
    const { sites, callsPerRound } = allocatedOf(body, { isReported })
    expect(sites?.offHeapSharedBy).toBe(1)
    const owners = sites?.profile.filter(({ offHeapBytes = 0 }) => offHeapBytes > 0) ?? []
    const total = owners.reduce((sum, { offHeapBytes = 0 }) => sum + offHeapBytes, 0)
    expect(total / callsPerRound).toBeCloseTo(5000, 6)
    for (const { stack } of owners) expect(stack.map(({ functionName }) => functionName)).toContain('makeBuffer')
  })

  test('of an asynchronous body', { repeats: 1 }, async () => {
    const makeLinks = (): void => {
      for (let id = 0; id < 10; id++) sink.it = new Link(undefined, id)
    }
    const result = await allocatedLaterOf(async () => makeLinks(), { isReported })
    expect(figuresOf(result)).toEqual([448, 11])
    const { makeLinks: made = 0, Link: constructed = 0 } = sitesOf(result)
    expect(made + constructed).toBe(10)
  })

  test('without throwing code away, where coverage counts it', { repeats: 1 }, () => {
    const result = allocatedOf(links(10), { isReported, mayDeoptimise: false })
    expect(result.sites?.isInlined).toBe(true)
    expect(result.objectsPerCall).toBeGreaterThan(0)
    expect(result.objectsPerCall).toBeLessThanOrEqual(10)
  })
})

describe.shuffle('what of it stays alive', REAL, () => {
  const isReported = (): boolean => true

  test('is 40 bytes for a body that keeps one link', { repeats: 2 }, () => {
    let head: Link | undefined
    const keep = (): void => {
      head = new Link(head, 1)
    }
    const { sites } = allocatedOf(keep, { isReported })
    expect(sites?.alive.bytesPerCall).toBe(40)
    expect(sites?.alive.profile.reduce((sum, { objects }) => sum + objects, 0)).toBe(250)
    head = undefined
  })

  test('is nothing for a body that keeps none', { repeats: 2 }, () => {
    const { sites } = allocatedOf(() => JSON.parse('{"a":[1,2,3]}'), { isReported })
    expect(sites?.alive.bytesPerCall).toBeLessThan(1)
  })

  test('is 40 bytes for an asynchronous body, too', { repeats: 2 }, async () => {
    let head: Link | undefined
    const { sites } = await allocatedLaterOf(
      async () => {
        head = new Link(head, 1)
      },
      { isReported },
    )
    expect(sites?.alive.bytesPerCall).toBeGreaterThanOrEqual(40)
    expect(sites?.alive.bytesPerCall).toBeLessThan(41)
    head = undefined
  })

  test('is off the heap for Buffers', { repeats: 1 }, () => {
    const kept: Buffer[] = []
    const { sites } = allocatedOf(() => void kept.push(Buffer.alloc(10_000)), {
      isReported,
      warmup: 100,
      calls: 20,
      rounds: 3,
    })
    expect(sites?.alive.bytesPerCall).toBeGreaterThanOrEqual(10_000)
    expect(sites?.alive.bytesPerCall).toBeLessThan(11_000)
    kept.length = 0
  })

  test('is not what hooks keep', { repeats: 1 }, () => {
    const kept: unknown[] = []
    let head: Link | undefined
    const keep = (): void => {
      head = new Link(head, 1)
    }
    const hooks = { beforeEach: () => void kept.push(new Eight(), new Eight()) }
    const { sites } = allocatedOf(keep, { isReported, hooks, warmup: 500 })
    expect(sites?.alive.bytesPerCall).toBe(40)
    kept.length = 0
    head = undefined
  })
})
