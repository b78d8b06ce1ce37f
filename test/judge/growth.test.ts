import { describe, expect, test } from 'vitest'
import { growing, growThroughEqualRounds } from '../../src/judge/growth.ts'
import { arrayBytes, type Course, readingsAt, siteOf } from './readings.ts'

const doublings = [64, 128, 256, 512]

describe('leaks grow at each doubling, at a rate that does not fall', () => {
  test.for<[string, Course, string, number]>([
    ['one object a call', (calls) => ({ objects: calls, bytes: 32 * calls }), 'objects', 1],
    ['three objects a call', (calls) => ({ objects: 3 * calls }), 'objects', 3],
    ['one in 20 calls', (calls) => ({ objects: Math.floor(calls / 20) }), 'objects', 13 / 256],
    ['one more at each call than at the last', (calls) => ({ objects: calls * calls }), 'objects', 768],
    ['on top of a cache that has filled', (calls) => ({ objects: calls + Math.min(calls, 100) }), 'objects', 1],
    ['bytes alone', (calls) => ({ objects: 1, bytes: 8 * calls }), 'bytes', 8],
    ['array buffers', (calls) => ({ arrayBuffersBytes: 1000 * calls, externalBytes: 1000 * calls }), 'off-heap', 1000],
    ['shared array buffers', (calls) => ({ arrayBuffersBytes: 1000 * calls }), 'off-heap', 1000],
    ['WebAssembly memory', (calls) => ({ externalBytes: 65_536 * calls }), 'off-heap', 65_536],
  ])('%s', ([, course, figure, perCall]) => {
    expect(growing(readingsAt(doublings, course))).toEqual([
      expect.objectContaining({ figure, perCall, sustained: true }),
    ])
  })

  test('numbers pushed to an array, whose store grows in steps', () => {
    const course: Course = (calls) => ({ objects: 1, bytes: arrayBytes(calls) })
    expect(growing(readingsAt(doublings, course))).toMatchObject([{ figure: 'bytes', sustained: true }])
  })
})

describe('what has stopped growing is gone', () => {
  test.for<[string, Course]>([
    ['nothing', () => ({})],
    ['kept from the start', () => ({ objects: 1000, bytes: 100_000, arrayBuffersBytes: 4096, externalBytes: 4096 })],
    ['a cache that filled', (calls) => ({ objects: Math.min(calls, 200), bytes: 40 * Math.min(calls, 200) })],
    ['a ring buffer', (calls) => ({ objects: 100 + (calls % 2), bytes: 4000 })],
    ['late code that shrinks', (calls) => ({ objects: Math.floor(20 - 640 / calls) })],
    ['released again', (calls) => ({ objects: 1000 - calls })],
  ])('%s', ([, course]) => {
    expect(growing(readingsAt(doublings, course))).toEqual([])
  })
})

describe('what grows still, but ever less, is no leak yet', () => {
  test.for<[string, Course]>([
    ['a cache that is about to be full', (calls) => ({ objects: Math.min(calls, 300) })],
    ['code that arrives late', (calls) => ({ objects: 20 * Math.log2(calls) })],
    ['growth that began in the last window', (calls) => ({ objects: calls > 256 ? calls : 0 })],
    ['growth that paused in the window before', (calls) => ({ objects: calls === 256 ? 128 : calls })],
    ['off-heap memory of a pool', (calls) => ({ externalBytes: 65_536 * Math.min(calls, 300) })],
  ])('%s', ([, course]) => {
    expect(growing(readingsAt(doublings, course))).toMatchObject([{ sustained: false }])
  })
})

test.for([
  ['objects', [64, 128, 256], false],
  ['objects', [64, 128, 256, 512], true],
  ['bytes', [64, 128], false],
  ['bytes', [64, 128, 256], true],
  ['arrayBuffersBytes', [64, 128], false],
  ['arrayBuffersBytes', [64, 128, 256], true],
] as const)('%s at %j: decided %s', ([figure, checkpoints, sustained]) => {
  expect(growing(readingsAt(checkpoints, (calls) => ({ [figure]: 100 * calls })))).toMatchObject([{ sustained }])
})

describe('the least that counts in a window', () => {
  test.for([
    ['objects', 3, 0, false],
    ['objects', 3, 1, true],
    ['objects', 4, 1, false],
    ['objects', 4, 2, true],
    ['objects', 49, 2, true],
    ['objects', 50, 2, false],
    ['objects', 50, 3, true],
    ['objects', 200, 3, false],
    ['objects', 200, 4, true],
    ['bytes', 8, 255, false],
    ['bytes', 8, 256, true],
    ['bytes', 128, 256, true],
    ['bytes', 1000, 1999, false],
    ['bytes', 1000, 2000, true],
    ['externalBytes', 8, 255, false],
    ['externalBytes', 8, 256, true],
    ['externalBytes', 64, 256, true],
    ['externalBytes', 100, 399, false],
    ['externalBytes', 100, 400, true],
  ] as const)('%s in %i calls: %i counts %s', ([figure, calls, growth, counts]) => {
    const readings = readingsAt([100, 100 + calls], (at) => ({ [figure]: at === 100 ? 50 : 50 + growth }))
    expect(growing(readings)).toHaveLength(counts ? 1 : 0)
  })
})

// jsdom's parsers on a busy machine: a second for three calls, and late code at each checkpoint.
test('an object in each of a few short windows is no leak', () => {
  const late: Course = (calls) => ({ objects: [2, 4, 8, 11].indexOf(calls) })
  expect(growing(readingsAt([2, 4, 8, 11], late)).filter(({ sustained }) => sustained)).toEqual([])
})

test('what the test runner keeps for itself does not count', () => {
  const course: Course = (calls) => ({ objects: 5 * calls, bytes: 400 * calls })
  expect(growing(readingsAt(doublings, course, siteOf('record', 'runner')))).toEqual([])
  for (const origin of ['project', 'dependency', 'node', 'builtin'] as const) {
    const site = siteOf('record', origin)
    expect(growing(readingsAt(doublings, course, site))).toMatchObject([{ site, figure: 'objects', perCall: 5 }])
  }
})

test('sites are judged one by one, also those that came later', () => {
  const [flat, leaking, late] = [siteOf('flat'), siteOf('leaking'), siteOf('late')]
  const readings = doublings.map((calls) => ({
    calls,
    sites: new Map([
      [flat, { objects: 10, bytes: 10 }],
      [leaking, { objects: calls, bytes: 0 }],
      ...(calls > 64 ? [[late, { objects: calls, bytes: 0 }] as const] : []),
    ]),
    arrayBuffersBytes: 0,
    externalBytes: 0,
  }))
  expect(growing(readings).map(({ site }) => site)).toEqual([leaking, late])
})

test('fewer than two readings show no growth', () => {
  expect(growing([])).toEqual([])
  expect(growing(readingsAt([64], (calls) => ({ objects: calls })))).toEqual([])
})

describe('rounds of equal length', () => {
  // The table is as large as the calls since the collection before made it.
  const weakSet: Course = (calls) => ({ bytes: 16 * (calls <= 512 ? Math.max(32, calls / 2) : 128) })
  const rounds = [512, 640, 768, 896, 1024]

  test('leave the table of a WeakSet alone', () => {
    const suspects = growing(readingsAt(doublings, weakSet))
    expect(suspects).toMatchObject([{ figure: 'bytes', sustained: true }])
    expect(growThroughEqualRounds(suspects, readingsAt(rounds, weakSet))).toEqual([])
  })

  test('let an array of numbers grow on, if only in one of them', () => {
    const site = siteOf('push')
    const course: Course = (calls) => ({ objects: 1, bytes: arrayBytes(calls) })
    const suspects = growing(readingsAt(doublings, course, site))
    expect(growThroughEqualRounds(suspects, readingsAt(rounds, course, site))).toEqual(suspects)
  })

  test('let memory off the heap grow on', () => {
    const course: Course = (calls) => ({ externalBytes: 65_536 * calls })
    const suspects = growing(readingsAt(doublings, course))
    expect(growThroughEqualRounds(suspects, readingsAt(rounds, course))).toEqual(suspects)
    expect(
      growThroughEqualRounds(
        suspects,
        readingsAt(rounds, () => ({ externalBytes: 1 })),
      ),
    ).toEqual([])
  })

  test('of none, nothing is confirmed', () => {
    expect(growThroughEqualRounds(growing(readingsAt(doublings, weakSet)), [])).toEqual([])
  })
})
