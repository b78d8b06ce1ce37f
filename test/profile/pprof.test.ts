import { Profile as Message } from 'pprof-format'
import { expect, test } from 'vitest'
import { encodePprof } from '../../src/profile/pprof.ts'
import { frame, sample } from './frames.ts'

const decode = (...args: Parameters<typeof encodePprof>) => {
  const message = Message.decode(encodePprof(...args))
  const text = (index: number | bigint): string => message.stringTable.strings[Number(index)] ?? ''
  const samples = message.sample.map(({ value, label }) => ({
    value: value.map((figure) => Number(BigInt.asIntN(64, BigInt(figure)))),
    labels: Object.fromEntries(label.map(({ key, str }) => [text(key), text(str)])),
  }))
  return { message, text, samples }
}

test('sample types are those of a Go heap profile, inuse_space the default', () => {
  const { message, text } = decode([], { labels: {} })
  expect(message.sampleType.map(({ type, unit }) => [text(type), text(unit)])).toEqual([
    ['inuse_objects', 'count'],
    ['inuse_space', 'bytes'],
  ])
  expect(text(message.defaultSampleType)).toBe('inuse_space')
})

test('off-heap bytes are a sample of their own, labelled so', () => {
  const { samples } = decode([sample('make', 2, 1_000_088, 1_000_000)], { labels: { test: 'a > b' } })
  expect(samples).toEqual([
    { value: [2, 88], labels: { test: 'a > b' } },
    { value: [0, 1_000_000], labels: { test: 'a > b', space: 'off-heap' } },
  ])
})

test('figures below zero and above 32 bits come through', () => {
  const { samples } = decode([sample('a', -3, -96), sample('b', 1, 2 ** 40 + 1)], { labels: {} })
  expect(samples.map(({ value }) => value)).toEqual([
    [-3, -96],
    [1, 2 ** 40 + 1],
  ])
})

test('names of any language come through, and so do labels', () => {
  const { message, text, samples } = decode([{ stack: [frame('größe', '/日本/🚰.ts')], objects: 1, bytes: 8 }], {
    labels: { test: 'يختبر 🚰' },
  })
  expect(message.function.map(({ name, filename }) => [text(name), text(filename)])).toEqual([['größe', '/日本/🚰.ts']])
  expect(samples[0]?.labels).toEqual({ test: 'يختبر 🚰' })
})

test('a function is written once, with the line where it starts', () => {
  const { message } = decode([sample('run > make', 1, 8), sample('run > run > make', 1, 8)], { labels: {} })
  expect(message.function.map(({ startLine }) => startLine)).toEqual([1, 1])
  expect(message.location).toHaveLength(2)
})

test('the same input makes the same bytes', () => {
  const profile = [sample('run > make', 1, 8, 4)]
  const options = { labels: { test: 'x' }, timeNanos: 1n, samplingIntervalBytes: 512 }
  expect(encodePprof(profile, options)).toEqual(encodePprof(profile, options))
  expect(Message.decode(encodePprof(profile, options))).toMatchObject({ timeNanos: 1, period: 512 })
})
