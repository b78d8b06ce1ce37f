import { createHash } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { Body } from '../../src/measure/body.ts'
import { growthLaterOf, growthOf, REAL } from './measured.ts'

function lru(capacity: number): Body {
  const cache = new Map<number, object>()
  let key = 0
  return () => {
    cache.set(key, { key: key++ })
    if (cache.size > capacity) cache.delete(cache.keys().next().value as number)
  }
}

function ring(capacity: number): Body {
  const slots: object[] = []
  let at = 0
  return () => {
    slots[at++ % capacity] = { at }
  }
}

function pool(size: number): Body {
  const idle: object[] = []
  return () => {
    const taken = idle.pop() ?? { buffer: new Array(20).fill(0) }
    if (idle.length < size) idle.push(taken)
  }
}

function lazily(): Body {
  let config: object | undefined
  return () => {
    config ??= Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`key${i}`, { i }]))
    return config
  }
}

const weakSet = new WeakSet<object>()
const weakMap = new WeakMap<object, object>()

const bodies: Record<string, Body> = {
  nothing: () => {},
  'garbage of all kinds': () => JSON.parse(JSON.stringify([{ a: [1, 2, 3] }, `text ${Math.random()}`])),
  'a cache of 500': lru(500),
  'a cache of 20': lru(20),
  'a ring of 1000': ring(1000),
  'a pool': pool(10),
  'a singleton made at the first call': lazily(),
  'a WeakSet of short-lived keys': () => void weakSet.add({}),
  'a WeakMap of short-lived keys': () => void weakMap.set({}, { value: 1 }),
  WeakRefs: () => new WeakRef({ big: true }).deref(),
  'regular expressions made anew': () => new RegExp(`^item-${Math.floor(Math.random() * 1e9)}$`).test('item-5'),
  'buffers that are let go': () => Buffer.alloc(100_000).length,
  'streams, which leave ticks': () => void new PassThrough().end('text'),
  'errors with stacks': () => new Error('made, not thrown').stack?.length,
  'Intl and dates': () => new Intl.NumberFormat('de').format(1234.5) + new Date(0).toISOString(),
  'hashes, which are native': () => createHash('sha256').update('text').digest('hex'),
  'generators and iterators': () => [...new Map([[1, { a: 1 }]]).entries()].flatMap(([, value]) => Object.keys(value)),
  'timers that are cleared': () => clearTimeout(setTimeout(() => {}, 60_000)),
  'promises that nobody reacts to': () => void Promise.resolve({ big: true }),
  structuredClone: () => structuredClone({ a: [1, { b: 2 }] }),
}

describe.shuffle('synchronous code that keeps nothing in the end', REAL, () => {
  for (const [name, body] of Object.entries(bodies)) {
    test(name, { repeats: 1 }, () => {
      const { verdict, sites, reason } = growthOf(body)
      expect({ verdict, sites, reason }).toEqual({ verdict: 'clean', sites: [], reason: '' })
    })
  }
})

const asynchronous: Record<string, Body> = {
  promises: async () => {
    await Promise.all([1, 2, 3].map(async (n) => ({ n })))
  },
  immediates: () => new Promise((resolve) => setImmediate(resolve)),
  'a FinalizationRegistry': async () => {
    registry.register({ big: true }, 'held')
  },
  WeakRefs: async () => new WeakRef({ big: true }).deref(),
  'a cache of 500': (() => {
    const fill = lru(500)
    return async () => {
      await null
      fill()
    }
  })(),
}
const registry = new FinalizationRegistry(() => {})

describe.shuffle('asynchronous code that keeps nothing in the end', REAL, () => {
  for (const [name, body] of Object.entries(asynchronous)) {
    test(name, { repeats: 1 }, async () => {
      const { verdict, sites, reason } = await growthLaterOf(body)
      expect({ verdict, sites, reason }).toEqual({ verdict: 'clean', sites: [], reason: '' })
    })
  }
})

test('a clean body costs three full collections', REAL, () => {
  expect(growthOf(() => ({ made: [1, 2, 3] })).collections).toBe(3)
})
