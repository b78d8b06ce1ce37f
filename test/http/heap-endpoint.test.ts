import http from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { openInspector } from '../../src/heap/inspector-session.ts'
import { heapProfiles } from '../../src/http/heap-profiles.ts'
import { heapText } from '../../src/http/heap-text.ts'
import { stopSampling } from '../../src/http/sampling.ts'
import { decodeProfile } from '../../src/pprof/decode.ts'
import type { PprofProfile } from '../../src/pprof/pprof-profile.ts'
import { get, serve } from './serve.ts'

afterEach(stopSampling)

let kept: unknown[] = []
function keepArrays(count: number): void {
  for (let i = 0; i < count; i++) kept.push(new Array(1000).fill(i))
}

async function profileAt(url: string): Promise<PprofProfile> {
  const { status, headers, body } = await get(url)
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('application/octet-stream')
  expect(headers['cache-control']).toBe('no-store')
  return decodeProfile(gunzipSync(body))
}

/** Bytes that the function of this name allocated itself. */
function flat({ samples, locations, sampleTypes }: PprofProfile, name: string, type = 'inuse_space'): number {
  const column = sampleTypes.findIndex((each) => each.type === type)
  let bytes = 0
  for (let i = 0; i < samples.count; i++) {
    const names = [...samples.stackLocations.subarray(samples.stackStarts[i], samples.stackStarts[i + 1])].map(
      (location) => locations[location]?.lines[0]?.function.name,
    )
    if (names[0] === name || (names[0]?.includes('native') && names[1] === name)) {
      bytes += samples.values[i * sampleTypes.length + column] ?? 0
    }
  }
  return bytes
}

test("what is alive, in Go's sample types", async () => {
  const url = await serve(heapProfiles({ start: true, samplingInterval: 1024 }))
  keepArrays(500)
  const profile = await profileAt(`${url}/debug/pprof/heap?gc=1`)
  expect(profile.sampleTypes).toEqual([
    { type: 'inuse_objects', unit: 'count' },
    { type: 'inuse_space', unit: 'bytes' },
  ])
  expect(profile.defaultSampleType).toBe('inuse_space')
  expect(profile).toMatchObject({ periodType: { type: 'space', unit: 'bytes' }, period: 1024 })
  expect(profile.durationNanos).toBeGreaterThan(0n)
  expect(profile.comments).toHaveLength(4)
  expect(profile.comments.join('\n')).toMatch(
    /process \d+.*\nsampled one .*\nheap .* used of .*\noff the heap .* array buffers .* resident/,
  )
  // 500 × 8 kB, or 4 kB with pointer compression.
  expect(flat(profile, 'keepArrays')).toBeGreaterThan(1_500_000)
  kept = []
  const after = await profileAt(`${url}/debug/pprof/heap?gc=1`)
  expect(flat(after, 'keepArrays')).toBeLessThan(100_000)
})

test('the first answer has nothing in it yet', async () => {
  const url = await serve(heapProfiles())
  const { samples } = await profileAt(`${url}/debug/pprof/heap`)
  // One, if the answer itself happens to be sampled.
  expect(samples.count).toBeLessThan(3)
  expect(heapText([], ['process 1'])).toBe('inuse_space\n  process 1\n\n  nothing was sampled that is alive')
})

test('seconds: what is alive after them and was not before', async () => {
  const url = await serve(heapProfiles({ start: true, samplingInterval: 1024 }))
  keepArrays(500)
  const later = delay(150).then(() => keepArrays(200))
  const profile = await profileAt(`${url}/debug/pprof/heap?seconds=0.6&gc=1`)
  await later
  const bytes = flat(profile, 'keepArrays')
  expect(bytes).toBeGreaterThan(200 * 3000)
  expect(bytes).toBeLessThan(200 * 12_000)
  expect(profile.durationNanos).toBe(600_000_000n)

  const freed = delay(150).then(() => {
    kept = []
  })
  const shrunk = await profileAt(`${url}/debug/pprof/heap?seconds=0.6&gc=1`)
  await freed
  expect(flat(shrunk, 'keepArrays')).toBeLessThan(-1_500_000)
})

test('two delta profiles at once are refused, and a plain one is not', async () => {
  const url = await serve(heapProfiles())
  const first = profileAt(`${url}/debug/pprof/heap?seconds=0.5`)
  await delay(150)
  const second = await get(`${url}/debug/pprof/heap?seconds=0.5`)
  expect(second).toMatchObject({
    status: 409,
    text: 'a delta profile is being taken of this process: wait until it has ended\n',
  })
  expect((await get(`${url}/debug/pprof/record/start`, { method: 'POST' })).status).toBe(409)
  await profileAt(`${url}/debug/pprof/heap`)
  await first
  await profileAt(`${url}/debug/pprof/heap?seconds=0.1`)
})

test('a client that hangs up leaves nothing running', async () => {
  const url = await serve(heapProfiles())
  const asked = http.get(`${url}/debug/pprof/heap?seconds=30`, { agent: false })
  asked.on('error', () => {})
  await delay(150)
  expect((await get(`${url}/debug/pprof/heap?seconds=0.1`)).status).toBe(409)
  asked.destroy()
  await delay(150)
  expect((await get(`${url}/debug/pprof/heap?seconds=0.1`)).status).toBe(200)
})

test('as text, for people', async () => {
  const url = await serve(heapProfiles({ start: true, samplingInterval: 1024 }))
  keepArrays(500)
  const { headers, text } = await get(`${url}/debug/pprof/heap?debug=1&gc=1`)
  kept = []
  expect(headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(text).toMatch(/^inuse_space\n {2}process \d+/)
  expect(text).toMatch(/flat +flat% +sum% +cum +cum% +objects/)
  expect(text).toMatch(/keepArrays +test\/http\/heap-endpoint\.test\.ts:\d+/)
})

test('a profiler that something else uses is 409', async () => {
  const url = await serve(heapProfiles())
  const inspector = openInspector()
  inspector.send('HeapProfiler.startSampling', { samplingInterval: 512 * 1024 })
  try {
    const { status, text } = await get(`${url}/debug/pprof/heap`)
    expect(status).toBe(409)
    expect(text).toMatch(/^V8's heap profiler, of which a process has one, is in use by something else \(--heap-prof/)
    expect((await get(`${url}/debug/pprof/record/start`, { method: 'POST' })).status).toBe(409)
  } finally {
    inspector.close()
  }
  expect((await get(`${url}/debug/pprof/heap`)).status).toBe(200)
})
