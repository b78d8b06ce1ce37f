import { afterEach, describe, expect, test } from 'vitest'
import { isHeapProfilerInUse } from '../../src/heap/open-source.ts'
import type { Body } from '../../src/measure/body.ts'
import { allocatedLaterOf, allocatedOf, Eight, Empty, figuresOf, Link, links, One, sink } from './allocated.ts'
import { REAL } from './measured.ts'

const NODE = Number(process.versions.node.split('.')[0])

/** Strings that V8 cannot know when it compiles, long enough not to be copied. */
const words = ['the first of some words', 'the second of some words', 'the third of some words']
let word = 0
const nextWord = (): string => words[word++ % words.length] ?? ''

afterEach(() => {
  expect(isHeapProfilerInUse()).toBe(false)
})

describe.shuffle('on the heap, figures are exact', REAL, () => {
  test.for<[string, Body, bytes: number, objects: number]>([
    ['nothing', () => {}, 0, 0],
    ['a number', () => 5, 0, 0],
    ['an object without fields', () => new Empty(), 24, 1],
    ['an object with one field', () => new One(5), 24 + 8, 1],
    ['an object with two fields', () => new Link(undefined, 5), 24 + 2 * 8, 1],
    ['an object with eight fields', () => new Eight(), 24 + 8 * 8, 1],
    ['an object literal', () => ({ a: 1, b: 2, c: 3 }), 24 + 3 * 8, 1],
    ['ten objects', links(10), 400, 10],
    ['a thousand objects', links(1000), 40_000, 1000],
    ['neighbours, each by itself', () => [new One(1), new One(2)].length, 0, 0],
    ['a list of three', () => new Link(new Link(new Link(undefined, 1), 2), 3), 120, 3],
    ['an array of a hundred', () => new Array(100).fill(1), 32 + 16 + 800, 2],
    ['an array of a thousand', () => new Array(1000).fill(1), 32 + 16 + 8000, 2],
    ['an array that is copied when it is written to', () => [1, 2, 3], 32, 1],
    [
      'a closure with its variable',
      () =>
        (
          (id: number) => () =>
            id
        )(words.length),
      56 + 40,
      2,
    ],
    ['a string made of two', () => `${nextWord()}${nextWord()}`, 32, 1],
    ['a string made of three', () => `${nextWord()}, ${nextWord()}`, 64, 2],
    ['a number with a fraction', () => Math.sqrt(words.length), 16, 1],
    ['a Map', () => new Map(), NODE < 22 ? 200 : 184, 2],
    ['a Set', () => new Set(), 152, 2],
    ['what JSON.parse makes', () => JSON.parse('{"a":[1,2,3]}'), 104, 3],
    ['typed arrays so small that they are on it', () => new Uint8Array(64), NODE < 24 ? 280 : 296, 3],
  ])('%s', { repeats: 2 }, ([, body, bytes, objects]) => {
    const result = allocatedOf(body)
    expect(figuresOf(result)).toEqual([bytes, objects])
    expect(result).toMatchObject({
      bytesPerCall: bytes,
      offHeapBytesPerCall: 0,
      isOffHeapAtLeast: false,
      basis: 'alike',
    })
    expect(result).not.toHaveProperty('sites')
  })
})

describe.shuffle('what V8 does without is not there', REAL, () => {
  test.for<[string, Body]>([
    ['an object that nobody else sees', () => new Link(undefined, 5).id],
    [
      'an object literal',
      () => {
        const point = { x: words.length, y: 2 }
        return point.x + point.y
      },
    ],
    [
      'a pair that is taken apart',
      () => {
        const [a, b] = [words.length, 5]
        return a + b
      },
    ],
    [
      'one of a function that is inlined',
      () => {
        const double = (link: Link): number => 2 * link.id
        return double(new Link(undefined, words.length))
      },
    ],
  ])('%s', { repeats: 2 }, ([, body]) => {
    expect(figuresOf(allocatedOf(body))).toEqual([0, 0])
  })

  test('but what is returned is, for nobody knows who sees it', { repeats: 2 }, () => {
    expect(figuresOf(allocatedOf(() => ({ x: words.length, y: 2 })))).toEqual([40, 1])
  })
})

describe.shuffle('asynchronous bodies', REAL, () => {
  test.for<[string, Body, bytes: number, objects: number]>([
    ['a promise', async () => {}, 48, 1],
    ['a promise of an object', async () => new Link(undefined, 1), 88, 2],
    ['Promise.resolve', () => Promise.resolve(1), 48, 1],
  ])('%s', { repeats: 2 }, async ([, body, bytes, objects]) => {
    const result = await allocatedLaterOf(body)
    expect(figuresOf(result)).toEqual([bytes, objects])
    expect(result.offHeapBytesPerCall).toBe(0)
  })

  test('count what they do after they have waited', { repeats: 2 }, async () => {
    const waiting = (): Body => async () => {
      await null
    }
    const working = (): Body => async () => {
      await null
      makeTen()
    }
    const makeTen = links(10)
    const [bytes, objects] = figuresOf(await allocatedLaterOf(waiting()))
    expect(figuresOf(await allocatedLaterOf(working()))).toEqual([bytes + 400, objects + 10])
  })

  test('are the same through the event loop for a body that is not one', { repeats: 2 }, async () => {
    expect(figuresOf(await allocatedLaterOf(links(10), { asynchronous: true }))).toEqual([400, 10])
  })
})

describe.shuffle('it does not matter', REAL, () => {
  test('how often a body was measured', { repeats: 2 }, () => {
    const body = links(7)
    const figures = [1, 2, 3].map(() => figuresOf(allocatedOf(body)))
    expect(figures).toEqual([
      [280, 7],
      [280, 7],
      [280, 7],
    ])
  })

  test('that it was hot before, and its objects were made in one piece', { repeats: 2 }, () => {
    const pair = (): Body => () => {
      sink.it = [new One(1), new One(2)]
    }
    const hot = pair()
    for (let i = 0; i < 20_000; i++) hot()
    const figures = figuresOf(allocatedOf(hot))
    // Two objects, the array, and what it has them in.
    expect(figures).toEqual([2 * 32 + 32 + 16 + 2 * 8, 4])
    expect(figuresOf(allocatedOf(pair()))).toEqual(figures)
  })

  test('what other bodies were measured before', { repeats: 2 }, () => {
    const bodies = [links(1), () => new Eight(), () => [1, 2], () => new Set()]
    for (const body of bodies) allocatedOf(body, { rounds: 1, warmup: 100 })
    expect(figuresOf(allocatedOf(links(3)))).toEqual([120, 3])
  })

  test('that it is called in rounds of another size', { repeats: 2 }, () => {
    for (const calls of [1, 10, 100]) expect(figuresOf(allocatedOf(links(3), { calls }))).toEqual([120, 3])
  })
})
