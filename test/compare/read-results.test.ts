import { expect, test } from 'vitest'
import type { Benchmark } from '../../src/compare/benchmark.ts'
import { readResults } from '../../src/compare/read-results.ts'
import { benchmark, recorded } from './benchmarks.ts'

/** One line for each benchmark: whole numbers are enough to tell figures apart. */
const shown = (benchmarks: readonly Benchmark[]): string[] =>
  benchmarks.map(({ file, group, name, figures }) => {
    const numbers = Object.entries(figures).map(([metric, { rme }]) => (rme === undefined ? metric : `${metric} ± rme`))
    return `${file} | ${group} | ${name} | ${numbers.join(', ')}`
  })

test("Vitest 4's --outputJson", () => {
  expect(shown(recorded('vitest-4-old'))).toEqual([
    '/project/bench/sum.bench.ts |  | loop | time ± rme, space, objects, retained',
    '/project/bench/json/parse.bench.ts | parse | JSON.parse | time ± rme, space, objects, retained',
    '/project/bench/json/parse.bench.ts | parse | structuredClone | time ± rme, space, objects, retained',
    '/project/bench/json/parse.bench.ts | parse | same name | time ± rme',
    '/project/bench/json/parse.bench.ts | parse | same name | time ± rme',
    '/project/bench/json/parse.bench.ts | parse | throws | ',
  ])
  expect(recorded('vitest-4-old')[1]?.figures.space).toEqual({ value: 2872 })
})

test("Vitest 5's JSON report: tests without benchmarks have none, a task that throws has no time", () => {
  expect(shown(recorded('vitest-5-old'))).toEqual([
    '/project/bench/sum.bench.ts | sum | loop | time ± rme, space, objects, retained',
    '/project/bench/json/parse.bench.ts | parse > small | structuredClone | time ± rme, space, objects, retained',
    '/project/bench/json/parse.bench.ts | parse > small | JSON.parse | time ± rme, space, objects, retained',
    '/project/bench/json/parse.bench.ts | parse > alone | split | time ± rme, space, objects, retained',
    '/project/bench/json/parse.bench.ts | parse > alone | split | time ± rme, space, objects, retained',
    '/project/bench/json/parse.bench.ts | parse > throws | bad | space, objects, retained',
  ])
})

test('memory of a Vitest 5 test goes to the task of its name, whatever the order', () => {
  const memory = (name: string, allocSpace: number) => ({ name, allocSpace })
  const json = {
    testResults: [
      {
        name: '/project/a.bench.ts',
        assertionResults: [
          {
            fullName: 'suite test',
            ancestorTitles: ['suite'],
            title: 'test',
            meta: { 'vitest-leak': { benchmarks: [memory('a', 1), memory('b', 2), memory('a', 3), memory('c', 4)] } },
            benchmarks: [{ tasks: [{ name: 'b' }, { name: 'a' }] }, { tasks: [{ name: 'a' }, { name: 'd' }] }],
          },
        ],
      },
    ],
  }
  expect(readResults(json)?.map(({ name, figures }) => [name, figures.space?.value])).toEqual([
    ['b', 2],
    ['a', 1],
    ['a', 3],
    ['d', undefined],
    ['c', 4],
  ])
})

test.each(['tinybench-2', 'tinybench-6'])("a list of %s's results", (name) => {
  const benchmarks = recorded(name)
  expect(shown(benchmarks)).toEqual([' |  | split | time ± rme', ' |  | bad | ', ' |  | join | time ± rme'])
  expect(benchmarks[0]?.figures.time?.value).toBeCloseTo(0.00015, 4)
})

test('a list below `benchmarks`, with memory alone', () => {
  const json = { benchmarks: [{ name: 'a', allocSpace: 8, allocObjects: 0.5, retained: -1 }] }
  expect(readResults(json)).toEqual([benchmark('a', { space: 8, objects: 0.5, retained: -1 })])
})

test('what is no finite number is left out', () => {
  const json = [{ name: 'a', mean: null, rme: 'x', latency: { mean: null }, allocSpace: '8', allocObjects: null }]
  expect(readResults(json)).toEqual([benchmark('a')])
  expect(readResults([{ name: 'a', mean: 1, rme: null }])).toEqual([benchmark('a', { time: 1 })])
})

test.each([
  ['a number', 1],
  ['null', null],
  ['an object', {}],
  ['a package.json', { name: 'x', files: ['dist'] }],
  ['a list of numbers', [1, 2]],
  ['a list without names', [{ mean: 1 }]],
  ['an object of benchmarks', { benchmarks: { a: { mean: 1 } } }],
])('%s is no benchmark result', (_, json) => {
  expect(readResults(json)).toBeUndefined()
})

test.each([
  ['a test run', { testResults: [{ name: '/project/a.test.ts', assertionResults: [{ title: 'a', meta: {} }] }] }],
  ['no files', { files: [] }],
  ['an empty list', []],
  ['parts of another kind', { testResults: [1, { assertionResults: 'x' }, { assertionResults: [{ benchmarks: 1 }] }] }],
])('%s is a result without benchmarks', (_, json) => {
  expect(readResults(json)).toEqual([])
})
