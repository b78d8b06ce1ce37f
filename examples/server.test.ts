import autocannon from 'autocannon'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { failureOf } from './failure.ts'
import { start, stop } from './src/server.ts'

// A server that keeps 1,000,000 bytes of every request to /leaky-endpoint, until somebody asks for /clear.

let url = ''
beforeEach(async () => {
  url = await start()
})
afterEach(stop)

async function get(path: string): Promise<void> {
  const response = await fetch(url + path)
  await response.text()
}

/** 1,000 requests over 10 connections. */
async function load(): Promise<void> {
  const result = await autocannon({ url: `${url}/leaky-endpoint`, connections: 10, amount: 1000 })
  expect(result['2xx']).toBe(1000)
}

test('a request leaks 1,000,000 bytes, which UserData allocates', { timeout: 30_000 }, async () => {
  const failure = await failureOf(() => expect(() => get('/leaky-endpoint')).not.toLeak())

  // 976.6 kB are 1,000,000 B; the rest is the entry of the cache.
  expect(failure).toMatch(
    /^expected get\("\/leaky-endpoint"\) not to leak, but each call keeps 97[67]\.\d kB and [\d.]+ objects/,
  )
  expect(failure).toMatch(/▶ .* UserData +src\/server\.ts:11 +\(off-heap, ArrayBuffer\)/)
  expect(failure).toContain('11 │   this.data = new Uint8Array(1_000_000)')
  expect(failure).toContain('called by  handleLeakyEndpoint src/server.ts:19')
})

test('a request leaks nothing when /clear comes after it', { timeout: 30_000 }, async () => {
  await expect(async () => {
    await get('/leaky-endpoint')
    await get('/clear')
  }).not.toLeak({ budget: 6000 })
})

test('1,000 requests over 10 connections keep 1,000,000 bytes each', { timeout: 30_000 }, async () => {
  // What the load generator itself keeps after its first use is not the server's.
  await load()
  await get('/clear')

  const failure = await failureOf(() => expect(load).toNotRetainMoreThan('10 MB'))

  // 953.7 MB are 1,000 × 1,000,000 B.
  expect(failure).toMatch(/^expected load\(\) to retain at most 10 MB, but 1 call keeps 95[34]\.\d MB/)
  // The load generator has buffers too, and sizes of single buffers are not known: some per cent may be charged to it.
  expect(failure).toMatch(/ (?:[89]\d(?:\.\d+)?|100)% .* UserData +src\/server\.ts:(?:9|11)\b/)
  expect(failure).toContain('11 │   this.data = new Uint8Array(1_000_000)')
})

test('after /clear nothing is left of 1,000 requests', { timeout: 30_000 }, async () => {
  await expect(async () => {
    await load()
    await get('/clear')
  }).toNotRetainMoreThan('10 MB')
})
