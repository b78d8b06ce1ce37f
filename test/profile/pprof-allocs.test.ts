import { Profile as Message } from 'pprof-format'
import { expect, test } from 'vitest'
import { encodePprof } from '../../src/profile/pprof.ts'
import type { Profile } from '../../src/profile/profile.ts'
import { sample } from './frames.ts'

/** Samples as `stack: values labels`, the stack caller first. */
const decode = (alive: Profile, allocated: Profile, labels = {}) => {
  const message = Message.decode(encodePprof(alive, { labels, allocated }))
  const text = (index: number | bigint): string => message.stringTable.strings[Number(index)] ?? ''
  const names = new Map(message.function.map(({ id, name }) => [id, text(name)]))
  const functions = new Map(message.location.map(({ id, line }) => [id, names.get(line[0]?.functionId ?? 0)]))
  const samples = message.sample.map(({ locationId, value, label }) => ({
    stack: locationId
      .map((id) => functions.get(id))
      .reverse()
      .join(' > '),
    value: value.map(Number),
    labels: Object.fromEntries(label.map(({ key, str }) => [text(key), text(str)])),
  }))
  return { message, text, samples }
}

test("sample types are those of Go's allocs profile in their order, alloc_space the default", () => {
  const { message, text } = decode([], [])
  expect(message.sampleType.map(({ type, unit }) => [text(type), text(unit)])).toEqual([
    ['alloc_objects', 'count'],
    ['alloc_space', 'bytes'],
    ['inuse_objects', 'count'],
    ['inuse_space', 'bytes'],
  ])
  expect(text(message.defaultSampleType)).toBe('alloc_space')
})

test('of a stack, what was allocated and what is alive are one sample', () => {
  const { samples } = decode([sample('run > make', 3, 120)], [sample('run > make', 250, 10_000)], { test: 'a > b' })
  expect(samples).toEqual([{ stack: 'run > make', value: [250, 10_000, 3, 120], labels: { test: 'a > b' } }])
})

test('a stack that is only in one of them has zeros for the other', () => {
  const { samples } = decode([sample('run > keep', 1, 40)], [sample('run > make', 250, 10_000)])
  expect(samples).toEqual([
    { stack: 'run > make', value: [250, 10_000, 0, 0], labels: {} },
    { stack: 'run > keep', value: [0, 0, 1, 40], labels: {} },
  ])
})

test.for<[string, Profile, Profile]>([
  ['nothing alive', [], [sample('run > make', 1, 40)]],
  ['nothing allocated', [sample('run > make', 1, 40)], []],
])('%s is no sample missing', ([, alive, allocated]) => {
  const { message, samples } = decode(alive, allocated)
  expect(message.sampleType).toHaveLength(4)
  expect(samples.map(({ value }) => value.length)).toEqual([4])
})

test('stacks that are equal are added up, on either side', () => {
  const twice = (objects: number, bytes: number): Profile => [
    sample('run > make', objects, bytes),
    sample('run > make', objects, bytes),
  ]
  expect(decode(twice(1, 40), twice(100, 4000)).samples).toEqual([
    { stack: 'run > make', value: [200, 8000, 2, 80], labels: {} },
  ])
})

test('bytes off the heap are a sample of their own, labelled so, on both sides', () => {
  const { samples } = decode(
    [sample('run > make', 1, 1096, 1000)],
    [sample('run > make', 250, 250 * 1096, 250 * 1000)],
    { test: 'x' },
  )
  expect(samples).toEqual([
    { stack: 'run > make', value: [250, 24_000, 1, 96], labels: { test: 'x' } },
    { stack: 'run > make', value: [0, 250_000, 0, 1000], labels: { test: 'x', space: 'off-heap' } },
  ])
})

test.for<[string, Profile, Profile, number[]]>([
  ['allocated', [sample('make', 1, 40)], [sample('make', 5, 5200, 5000)], [0, 5000, 0, 0]],
  ['alive', [sample('make', 1, 1040, 1000)], [sample('make', 5, 200)], [0, 0, 0, 1000]],
])('bytes off the heap that are only %s', ([, alive, allocated, expected]) => {
  const { samples } = decode(alive, allocated)
  expect(samples).toEqual([
    { stack: 'make', value: [5, 200, 1, 40], labels: {} },
    { stack: 'make', value: expected, labels: { space: 'off-heap' } },
  ])
})

test('a stack of which nothing is left is no sample', () => {
  expect(decode([sample('make', 0, 0)], [sample('make', 0, 0)]).samples).toEqual([])
})

test('without what was allocated, all is as it was', () => {
  const alive = [sample('run > make', 3, 120)]
  const message = Message.decode(encodePprof(alive, { labels: {} }))
  expect(message.sampleType).toHaveLength(2)
  expect(message.sample[0]?.value).toEqual([3, 120])
})
