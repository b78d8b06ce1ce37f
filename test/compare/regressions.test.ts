import { expect, test } from 'vitest'
import { compare } from '../../src/compare/change.ts'
import { gateText } from '../../src/compare/gate-text.ts'
import { gate } from '../../src/compare/regressions.ts'
import { benchmark } from './benchmarks.ts'

type Numbers = Parameters<typeof benchmark>[1]

const gated = (old: Numbers, now: Numbers, ...rest: [number, ...Parameters<typeof gate>[2][]]) => {
  const [percent, metrics] = rest
  return gate(compare([benchmark('a', old)], [benchmark('a', now)]), percent, metrics)
}
const found = (...args: Parameters<typeof gated>): string[] =>
  gated(...args).regressions.map(({ name, metric }) => `${name} ${metric}`)

test('a limit is inclusive, also where the division is not exact', () => {
  for (const old of [1, 3, 100, 1100]) {
    expect(found({ space: old }, { space: (old * 105) / 100 }, 5)).toEqual([])
    expect(found({ space: old }, { space: (old * 105.1) / 100 }, 5)).toEqual(['a space'])
  }
  expect(found({ space: 1_000_000 }, { space: 1_000_001 }, 0)).toEqual(['a space'])
  expect(found({ space: 10 }, { space: 9 }, 0)).toEqual([])
})

test('memory gates by default, time if it is asked for', () => {
  const old = { time: 1, space: 1, objects: 1, retained: 1 }
  const now = { time: 2, space: 2, objects: 2, retained: 2 }
  expect(found(old, now, 50)).toEqual(['a space', 'a objects', 'a retained'])
  expect(found(old, now, 50, ['time', 'objects'])).toEqual(['a time', 'a objects'])
})

test('a time within its margin of error is no regression', () => {
  expect(found({ time: 1, rme: 30 }, { time: 1.2 }, 10, ['time'])).toEqual([])
  expect(found({ time: 1, rme: 10 }, { time: 1.2 }, 10, ['time'])).toEqual(['a time'])
})

test('from nothing to something is above every limit', () => {
  expect(found({ objects: 0 }, { objects: 0.01 }, 1_000_000)).toEqual(['a objects'])
})

test('what both sides have is counted', () => {
  expect(gated({ space: 1, retained: 1 }, { space: 1, objects: 1 }, 5)).toMatchObject({
    checked: 1,
    metrics: ['space'],
  })
})

test('one line for each regression', () => {
  const old = { time: 0.001, rme: 1, space: 1_000_000_000, objects: 0, retained: 100 }
  const now = { time: 0.002, rme: 2, space: 1_000_000_001, objects: 2.5, retained: 112.5 }
  const text = gateText(gated(old, now, 0, ['time', 'space', 'objects', 'retained']))
  expect(text.split('\n')).toEqual([
    '4 regressions of more than 0%:',
    '  a  time/op  1.00 µs ± 1.0% → 2.00 µs ± 2.0%  +100.00%  (limit 0%)',
    '  a  B/op  1000000000 → 1000000001  +1e-7%  (limit 0%)',
    '  a  objects/op  0 → 2.5  +∞  (limit 0%)',
    '  a  retained B/op  100 B → 112.5 B  +12.50%  (limit 0%)',
  ])
})

test('without a regression, what was looked at', () => {
  const text = gateText(gated({ space: 1, retained: 0 }, { space: 1, retained: 0 }, 2.5))
  expect(text).toBe('no regression of more than 2.5% in 2 figures: B/op, retained B/op')
})
