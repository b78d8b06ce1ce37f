import { stripVTControlCharacters } from 'node:util'
import { createColors } from 'picocolors'
import { expect, test } from 'vitest'
import type { Benchmark } from '../../src/compare/benchmark.ts'
import { compare } from '../../src/compare/change.ts'
import { formatDelta, formatOf } from '../../src/compare/figure-text.ts'
import { comparisonText } from '../../src/compare/table.ts'
import { benchmark, recorded } from './benchmarks.ts'

// Whole tables, as a person reads them: read every change of a golden file aloud.

const names: Record<string, [Benchmark[], Benchmark[]]> = {
  'vitest 4': [recorded('vitest-4-old'), recorded('vitest-4-new')],
  'vitest 5': [recorded('vitest-5-old'), recorded('vitest-5-new')],
  tinybench: [recorded('tinybench-2'), recorded('tinybench-6')],
  'vitest 4 and tinybench': [recorded('vitest-4-old'), [benchmark('JSON.parse', { time: 0.01, space: 2800 })]],
  'names from outside': [
    [
      benchmark('日本語の名前', { time: 1, rme: 1, space: 100 }),
      benchmark('line\nbreak \u001b[31mred', { time: 1000, rme: 0.04, space: 100 }),
      benchmark('🎉', { time: 0.000_002, space: 5 }),
    ],
    [
      benchmark('日本語の名前', { time: 1.02, rme: 1, space: 90 }),
      benchmark('line\nbreak \u001b[31mred', { time: 1200, rme: 12.25, space: 123_456 }),
      benchmark('🎉', { time: 0.000_001, space: 5 }),
    ],
  ],
  'large and fractional': [
    [
      benchmark('image', { space: 48_000_000, objects: 3, retained: 0 }),
      benchmark('row', { space: 96, objects: 1.5, retained: 0.25 }),
      benchmark('pool', { space: 2_000_000, objects: 0, retained: -16 }),
    ],
    [
      benchmark('image', { space: 48_000_100, objects: 3, retained: 12.5 }),
      benchmark('row', { space: 96, objects: 1.001, retained: 0.25 }),
      benchmark('pool', { objects: 0, retained: 0 }),
    ],
  ],
}

const text = (name: string, ...paint: [Parameters<typeof comparisonText>[2]?]): string => {
  const [old, now] = names[name] ?? [[], []]
  return comparisonText(compare(old, now), { old: 'before.json', new: 'after.json' }, ...paint)
}

test.each(Object.keys(names))('%s', async (name) => {
  await expect(`${text(name)}\n`).toMatchFileSnapshot(`__golden__/${name.replaceAll(' ', '-')}.txt`)
})

test('no line ends in spaces or moves the cursor', () => {
  for (const line of Object.keys(names).flatMap((name) => text(name).split('\n'))) {
    expect(line).toBe(line.trimEnd())
    expect(line).not.toMatch(/\p{Cc}/u)
  }
})

test('colours change nothing but the colour', () => {
  const coloured = text('vitest 4', createColors(true))
  expect(coloured).toContain('\u001b[31m')
  expect(stripVTControlCharacters(coloured)).toBe(text('vitest 4'))
})

test('deltas', () => {
  const deltas = [0.05, -0.3, 12.3456, 0.000_04, -0.000_000_1, 0, Number.POSITIVE_INFINITY]
  expect(deltas.map(formatDelta)).toEqual(['+5.00%', '-30.00%', '+1234.56%', '+0.004%', '-0.00001%', '0.00%', '+∞'])
})

test('times have three digits and the unit of the smaller one', () => {
  const shown = (...values: [number, number]): string[] => values.map(formatOf('time', values))
  expect(shown(0.000_062_1, 0.000_999)).toEqual(['62.1 ns', '999 ns'])
  expect(shown(0.009_99, 0.099_96)).toEqual(['9.99 µs', '100 µs'])
  expect(shown(1, 12.5)).toEqual(['1.00 ms', '12.5 ms'])
  expect(shown(2500, 1000)).toEqual(['2.50 s', '1.00 s'])
  expect(shown(0, 0)).toEqual(['0.00 s', '0.00 s'])
})

test('bytes have three digits at least, in one unit, and are never rounded to nothing', () => {
  const shown = (...values: number[]): string[] => values.map(formatOf('space', values))
  expect(shown(0, 96, 48_000_000)).toEqual(['0 B', '96 B', '48000000 B'])
  expect(shown(0, 150_000, 48_000_000)).toEqual(['0', '146.5 kB', '46875.0 kB'])
  expect(shown(0, 0)).toEqual(['0 B', '0 B'])
  expect(shown(0.004, -1.5)).toEqual(['0.004 B', '-1.5 B'])
})
