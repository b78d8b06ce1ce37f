import { expect, test } from 'vitest'
import { compare } from '../../src/compare/change.ts'
import { benchmark, inFile } from './benchmarks.ts'

const verdicts = (old: Parameters<typeof benchmark>[1], now: Parameters<typeof benchmark>[1]) =>
  compare([benchmark('a', old)], [benchmark('a', now)]).metrics.map(({ metric, changes }) => {
    const [change] = changes
    return [metric, change?.delta, change?.verdict]
  })

test('times differ by more than the larger margin of error', () => {
  expect(verdicts({ time: 100, rme: 1 }, { time: 105, rme: 5 })).toEqual([['time', 0.05, 'same']])
  expect(verdicts({ time: 100, rme: 1 }, { time: 105, rme: 4.9 })).toEqual([['time', 0.05, 'worse']])
  expect(verdicts({ time: 100, rme: 3 }, { time: 95 })).toEqual([['time', -0.05, 'better']])
  expect(verdicts({ time: 100 }, { time: 101 })).toEqual([['time', 0.01, 'worse']])
})

test('memory is exact', () => {
  expect(verdicts({ space: 1000, objects: 4, retained: 0 }, { space: 1001, objects: 4, retained: 0 })).toEqual([
    ['space', 0.001, 'worse'],
    ['objects', 0, 'same'],
    ['retained', 0, 'same'],
  ])
})

test('from nothing to something is infinitely more, and less than nothing is nothing', () => {
  const infinity = Number.POSITIVE_INFINITY
  expect(verdicts({ space: 0 }, { space: 8 })).toEqual([['space', infinity, 'worse']])
  expect(verdicts({ space: 8 }, { space: 0 })).toEqual([['space', -1, 'better']])
  expect(verdicts({ retained: -8 }, { retained: 0 })).toEqual([['retained', 0, 'same']])
  expect(verdicts({ retained: -8 }, { retained: 8 })).toEqual([['retained', infinity, 'worse']])
  expect(verdicts({ retained: 8 }, { retained: -8 })).toEqual([['retained', -1, 'better']])
})

test('what one side lacks is there, without a verdict', () => {
  const { metrics, withoutFigures } = compare(
    [benchmark('a', { time: 1 }), benchmark('throws')],
    [benchmark('a', { space: 1 }), benchmark('throws')],
  )
  expect(metrics).toEqual([
    { metric: 'time', changes: [{ name: 'a', old: { value: 1 } }] },
    { metric: 'space', changes: [{ name: 'a', new: { value: 1 } }] },
  ])
  expect(withoutFigures).toEqual(['throws'])
})

test('benchmarks of one side only are listed', () => {
  const { onlyOld, onlyNew, metrics } = compare(
    [inFile('/p/a.ts', 'x'), inFile('/p/a.ts', 'old')],
    [inFile('/q/a.ts', 'new'), inFile('/q/a.ts', 'x')],
  )
  expect({ onlyOld, onlyNew }).toEqual({ onlyOld: ['a.ts > old'], onlyNew: ['a.ts > new'] })
  expect(metrics[0]?.changes.map(({ name }) => name)).toEqual(['a.ts > x'])
})

test('the later ones of one name are numbered', () => {
  const three = [1, 2, 3].map((space) => benchmark('a', { space }))
  const { metrics, onlyOld } = compare(three, three.slice(1))
  expect(metrics[0]?.changes.map(({ name, old, new: now }) => [name, old?.value, now?.value])).toEqual([
    ['a', 1, 2],
    ['a #2', 2, 3],
  ])
  expect(onlyOld).toEqual(['a #3'])
})

test('a list knows no files: names alone count', () => {
  const { metrics } = compare([inFile('/p/a.ts', 'x')], [benchmark('x', { space: 1 })])
  expect(metrics[0]?.changes[0]).toMatchObject({ name: 'x', delta: 0 })
})

test('geometric means are of ratios, without zeros', () => {
  const olds = [benchmark('a', { space: 1 }), benchmark('b', { space: 4 }), benchmark('c', { space: 0 })]
  const news = [benchmark('a', { space: 4 }), benchmark('b', { space: 4 }), benchmark('c', { space: 9 })]
  const [space] = compare(olds, news).metrics
  expect(space?.means?.old).toBeCloseTo(2)
  expect(space?.means?.new).toBeCloseTo(4)
  expect(space?.means?.delta).toBeCloseTo(1)
  expect(space?.means?.leftOut).toEqual(['c'])
  expect(compare(olds.slice(1), news.slice(1)).metrics[0]?.means).toBeUndefined()
})
