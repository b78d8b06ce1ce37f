import { afterEach, describe, expect, test } from 'vitest'
import { measureRetained } from '../../src/measure/measure-retained.ts'
import { recordWholeTest, type WholeTestOptions, type WholeTestRecording } from '../../src/measure/whole-test.ts'
import { REAL } from './measured.ts'

class Link {
  readonly next: Link | undefined
  readonly id: number
  constructor(next: Link | undefined, id: number) {
    this.next = next
    this.id = id
  }
}
const BYTES = 40

let links: Link | undefined
let buffers: unknown[] = []

function link(count: number): void {
  for (let id = 0; id < count; id++) links = new Link(links, id)
}
function release(): void {
  links = undefined
  buffers = []
}
for (let i = 0; i < 100; i++) {
  link(1000)
  release()
}

let open: WholeTestRecording | undefined
let givenUp = 0

function record(options: Partial<WholeTestOptions> = {}): WholeTestRecording {
  open = recordWholeTest({
    samplingIntervalBytes: 1,
    isAllocationAsked: false,
    onGivenUp: () => givenUp++,
    ...options,
  })
  if (!open) throw new Error('the heap profiler is in use')
  return open
}

afterEach(() => {
  open?.close()
  givenUp = 0
  release()
})

/** Of timers, and of code that runs for the first time. */
const NOISE_BYTES = 40_000
const of = ({ kept }: Awaited<ReturnType<WholeTestRecording['read']>>, name: string) =>
  kept.find(({ node }) => node.name === name)

describe('a recording of a whole test', REAL, () => {
  test('nothing', async () => {
    const { bytes } = await record().read()
    expect(bytes).toBeLessThan(NOISE_BYTES)
  })

  test('what is kept, to ten objects of 20,000', async () => {
    const recording = record()
    link(20_000)
    const figures = await recording.read()
    // Seen: up to three of 20,000 are missing here, or some more, of code that V8 compiles meanwhile.
    expect(of(figures, 'link')?.objects).toBeGreaterThanOrEqual(19_990)
    expect(of(figures, 'link')?.objects).toBeLessThanOrEqual(20_010)
    expect(figures.bytes).toBeGreaterThanOrEqual(19_990 * BYTES)
    expect(figures.bytes).toBeLessThan(20_000 * BYTES + NOISE_BYTES)
    const { bytes, heapBytes, offHeapBytes, current } = recording.evidence()
    expect(bytes).toBe(figures.bytes)
    expect(heapBytes + offHeapBytes).toBe(bytes)
    expect(current.some(({ stack }) => stack[0]?.functionName === 'link')).toBe(true)
  })

  test('a sample tells it to some per cent', async () => {
    const recording = record({ samplingIntervalBytes: 512 })
    link(50_000)
    const { bytes } = await recording.read()
    expect(bytes / (50_000 * BYTES)).toBeCloseTo(1, 0.9)
  })

  test('garbage is not kept, and is allocated', async () => {
    const recording = record({ isAllocationAsked: true })
    link(20_000)
    release()
    const allocated = recording.allocated()
    expect(allocated?.bytes).toBeGreaterThan(20_000 * BYTES * 0.95)
    // It is told once.
    expect(recording.allocated()).toBeUndefined()
    const { bytes } = await recording.read()
    expect(bytes).toBeLessThan(NOISE_BYTES)
  })

  test('allocations are counted only where that is asked for', () => {
    expect(record().allocated()).toBeUndefined()
  })

  test('what takes the place of something else is no growth', async () => {
    link(50_000)
    const recording = record()
    release()
    link(50_000)
    const figures = await recording.readThoroughly()
    expect(of(figures, 'link')?.objects).toBeGreaterThan(49_990)
    expect(Math.abs(figures.bytes)).toBeLessThan(512 * 1024)
  })

  test('off the heap, with its site', async () => {
    const recording = record()
    keepBuffer(5_000_000)
    const { bytes } = await recording.read()
    expect(bytes).toBeGreaterThan(4_990_000)
    expect(bytes).toBeLessThan(5_000_000 + 100_000)
    const { current } = recording.evidence()
    const site = current.find(({ offHeapBytes = 0 }) => offHeapBytes > 4_900_000)
    expect(site?.stack.map(({ functionName }) => functionName)).toContain('keepBuffer')
  })

  test('what frees itself late is waited for', async () => {
    const recording = record()
    link(50_000)
    setTimeout(release, 20)
    const { bytes } = await recording.readThoroughly()
    expect(bytes).toBeLessThan(NOISE_BYTES)
  })

  test('the next one starts from where this one has ended', async () => {
    const first = record()
    link(20_000)
    const { after } = await first.read()
    first.close()
    const second = record({ rest: after })
    const { before, bytes } = await second.read()
    expect(before).toBe(after)
    expect(bytes).toBeLessThan(NOISE_BYTES)
  })

  test('given up when an assertion measures', () => {
    record()
    measureRetained(() => {}, { calls: 1, warmup: 0 })
    expect(givenUp).toBe(1)
    // The profiler is free again.
    record()
    expect(givenUp).toBe(1)
  })

  test('closed twice', () => {
    const recording = record()
    recording.close()
    recording.close()
    expect(givenUp).toBe(0)
    record()
  })

  test('there is one at a time', () => {
    record()
    expect(recordWholeTest({ samplingIntervalBytes: 1, isAllocationAsked: false, onGivenUp: () => {} })).toBeUndefined()
  })

  test('evidence without figures is a mistake', () => {
    expect(() => record().evidence()).toThrow('evidence() is asked for before read()')
  })
})

function keepBuffer(bytes: number): void {
  buffers.push(new Uint8Array(bytes))
}
