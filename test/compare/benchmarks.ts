import { readFileSync } from 'node:fs'
import type { Benchmark, Figures } from '../../src/compare/benchmark.ts'
import { readResults } from '../../src/compare/read-results.ts'

export const resultPath = (name: string): string => new URL(`results/${name}.json`, import.meta.url).pathname

/** A recorded result file, parsed. */
export const recordedJson = (name: string): unknown => JSON.parse(readFileSync(resultPath(name), 'utf8'))

export const recorded = (name: string): Benchmark[] => readResults(recordedJson(name)) ?? []

interface Numbers {
  readonly time?: number
  readonly rme?: number
  readonly space?: number
  readonly objects?: number
  readonly retained?: number
}

/** A benchmark of a list, without file and group. */
export const benchmark = (name: string, numbers: Numbers = {}): Benchmark => ({
  file: '',
  group: '',
  name,
  figures: figures(numbers),
})

export function figures({ rme, ...values }: Numbers): Figures {
  const entries = Object.entries(values).map(([metric, value]) => [
    metric,
    metric === 'time' && rme !== undefined ? { value, rme } : { value },
  ])
  return Object.fromEntries(entries)
}

export const inFile = (file: string, name: string, numbers: Numbers = { space: 1 }): Benchmark => ({
  ...benchmark(name, numbers),
  file,
})
