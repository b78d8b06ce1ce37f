import type { Benchmark, Figures } from './benchmark.ts'
import { relativeFiles } from './relative-files.ts'

/** A benchmark that both results have. */
export interface Pair {
  /** File, suites and benchmark, joined by ` > `. */
  readonly name: string
  readonly old: Figures
  readonly new: Figures
}

export interface Pairs {
  readonly both: readonly Pair[]
  readonly onlyOld: readonly string[]
  readonly onlyNew: readonly string[]
}

type ByName = ReadonlyMap<string, Figures>

/**
 * Which benchmarks of two results are the same: those of one file, group and name. A list of results knows neither file nor group; if
 * one side is such a list, names alone count.
 */
export function pair(oldBenchmarks: readonly Benchmark[], newBenchmarks: readonly Benchmark[]): Pairs {
  const [olds, news] = bothByName(oldBenchmarks, newBenchmarks)
  return {
    both: [...olds].flatMap(([name, old]) => {
      const found = news.get(name)
      return found ? [{ name, old, new: found }] : []
    }),
    onlyOld: [...olds.keys()].filter((name) => !news.has(name)),
    onlyNew: [...news.keys()].filter((name) => !olds.has(name)),
  }
}

function bothByName(olds: readonly Benchmark[], news: readonly Benchmark[]): [ByName, ByName] {
  const isList = (benchmarks: readonly Benchmark[]): boolean => benchmarks.every(({ file }) => file === '')
  if (isList(olds) || isList(news)) return [byName(olds, ({ name }) => name), byName(news, ({ name }) => name)]

  const [oldFiles, newFiles] = relativeFiles(filesOf(olds), filesOf(news))
  const nameIn =
    (files: ReadonlyMap<string, string>) =>
    ({ file, group, name }: Benchmark): string =>
      [files.get(file) ?? '', group, name].filter((part) => part !== '').join(' > ')
  return [byName(olds, nameIn(oldFiles)), byName(news, nameIn(newFiles))]
}

const filesOf = (benchmarks: readonly Benchmark[]): string[] => [
  ...new Set(benchmarks.map(({ file }) => file).filter((file) => file !== '')),
]

/** Of several with one name, the later ones are ` #2`, ` #3`. */
function byName(benchmarks: readonly Benchmark[], nameOf: (benchmark: Benchmark) => string): ByName {
  const named = new Map<string, Figures>()
  const seen = new Map<string, number>()
  for (const benchmark of benchmarks) {
    const name = nameOf(benchmark)
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    named.set(times === 1 ? name : `${name} #${times}`, benchmark.figures)
  }
  return named
}
