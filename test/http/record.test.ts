import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isHeapProfilerInUse } from '../../src/heap/open-source.ts'
import type { CheckpointAnswer, StartAnswer } from '../../src/heap/remote-protocol.ts'
import { heapProfiles } from '../../src/http/heap-profiles.ts'
import { currentSampling, stopSampling } from '../../src/http/sampling.ts'
import type { AllocationNode } from '../../src/profile/allocation-node.ts'
import { type Got, get, serve } from './serve.ts'

let base = ''
let id = ''
beforeEach(async () => {
  base = `${await serve(heapProfiles())}/debug/pprof`
})
afterEach(async () => {
  if (id) await post('stop')
  id = ''
  stopSampling()
})

const post = (name: string, query = ''): Promise<Got> =>
  get(`${base}/record/${name}?${id ? `id=${id}` : ''}${query}`, { method: 'POST' })
const checkpoint = (query = ''): Promise<Got> => get(`${base}/record/checkpoint?id=${id}${query}`)

async function start(query = ''): Promise<StartAnswer> {
  const { status, headers, text } = await post('start', query)
  expect(status, text).toBe(200)
  expect(headers['x-vitest-leak']).toBe('1')
  const answer = JSON.parse(text) as StartAnswer
  id = answer.id
  return answer
}

let kept: object[] = []
class Thing {
  readonly index: number
  constructor(index: number) {
    this.index = index
  }
}
function keep(count: number): void {
  for (let i = 0; i < count; i++) kept.push(new Thing(i))
}

function objectsOf(node: AllocationNode, name: string): number {
  const own = node.name === name ? node.allocations.reduce((sum, { count }) => sum + count, 0) : 0
  return node.children.reduce((sum, child) => sum + objectsOf(child, name), own)
}

const all = (node: AllocationNode): AllocationNode[] => [node, ...node.children.flatMap(all)]

async function taken(query = ''): Promise<CheckpointAnswer> {
  const { status, text } = await checkpoint(query)
  expect(status, text).toBe(200)
  return JSON.parse(text) as CheckpointAnswer
}

test('every object that is alive, and none of this package', async () => {
  const { protocol, arrayBufferSizes } = await start()
  expect(protocol).toBe(1)
  expect(arrayBufferSizes.length).toBeGreaterThan(0)
  keep(300)
  const { tree, arrayBuffersBytes, externalBytes } = await taken('&gc=2')
  expect(objectsOf(tree, 'keep')).toBeGreaterThanOrEqual(300)
  expect(arrayBuffersBytes).toBeGreaterThanOrEqual(0)
  expect(externalBytes).toBeGreaterThan(0)
  expect(all(tree).filter(({ scriptName }) => scriptName.includes('/src/'))).toEqual([])
  expect(all(tree).find(({ name }) => name === 'keep')?.scriptName).toMatch(/\/test\/http\/record\.test\.ts$/)
  kept = []
  expect(objectsOf((await taken()).tree, 'keep')).toBeLessThan(10)
})

test('begins again with its id', async () => {
  await start()
  keep(300)
  await start('&interval=1')
  const { tree } = await taken()
  kept = []
  expect(objectsOf(tree, 'keep')).toBeLessThan(10)
})

test('one at a time, and no other profile meanwhile', async () => {
  await start()
  const sentence = 'a recording is being taken of this process: wait until it has ended\n'
  expect(await get(`${base}/record/start`, { method: 'POST' })).toMatchObject({ status: 409, text: sentence })
  expect(await get(`${base}/heap`)).toMatchObject({ status: 409, text: sentence })
  await post('stop')
  id = ''
  expect((await get(`${base}/heap`)).status).toBe(200)
})

test('another id, none, or one that was stopped, is refused', async () => {
  expect(await get(`${base}/record/checkpoint`)).toMatchObject({ status: 400 })
  await start()
  const mine = id
  id = 'other'
  expect(await checkpoint()).toMatchObject({
    status: 404,
    text: expect.stringMatching(/^there is no such recording here: /),
  })
  expect((await post('stop')).status).toBe(404)
  id = mine
  expect(await checkpoint('&gc=0')).toMatchObject({ status: 400 })
  expect((await post('stop')).text).toBe('stopped\n')
  expect((await checkpoint()).status).toBe(404)
  id = ''
  expect(isHeapProfilerInUse()).toBe(false)
})

test('ends by itself when nobody asks for it any more', async () => {
  await start('&idle=1')
  await delay(600)
  await taken()
  await delay(600)
  // Counted from the last request.
  await taken()
  await delay(1300)
  expect((await checkpoint()).status).toBe(404)
  expect(isHeapProfilerInUse()).toBe(false)
  id = ''
})

test('takes the profiler from the sampling, which begins anew afterwards', async () => {
  await get(`${base}/heap`)
  const before = currentSampling()
  expect(before).toBeDefined()
  await start()
  expect(currentSampling()).toBeUndefined()
  await post('stop')
  id = ''
  expect(currentSampling()?.intervalBytes).toBe(before?.intervalBytes)
  expect(currentSampling()).not.toBe(before)
})
