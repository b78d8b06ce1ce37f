import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Benchmark, Figures } from '../../compare/benchmark.ts'
import { readResults } from '../../compare/read-results.ts'
import { printable } from '../../report/text.ts'

/** The results of an earlier run. */
export interface Earlier {
  /**
   * @param file relative to the root, with slashes
   * @param group suites and test, joined by ` > `
   * @param nth which of several of that name in the group, from 0
   */
  figuresOf(file: string, group: string, name: string, nth: number): Figures | undefined
}

/**
 * Reads a file of Vitest's: of `--outputJson`, or of the JSON reporter.
 *
 * @param file absolute, or relative to the root
 * @param warn told in one line what is wrong with the file
 */
export function readEarlier(file: string, root: string, warn: (line: string) => void): Earlier | undefined {
  const shown = printable(file)
  let json: unknown
  try {
    json = JSON.parse(readFileSync(resolve(root, file), 'utf8'))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    warn(`cannot compare with ${shown}: ${code === 'ENOENT' ? 'there is no such file' : printable(message)}`)
    return undefined
  }
  const benchmarks = readResults(json)
  if (!benchmarks) {
    warn(`cannot compare with ${shown}: these are no benchmark results of Vitest's`)
    return undefined
  }
  const measured = benchmarks.filter(({ figures }) => figures.space)
  if (measured.length === 0) {
    warn(`cannot compare with ${shown}: that run has not measured allocations`)
    return undefined
  }
  return { figuresOf: (...wanted) => find(measured, ...wanted) }
}

/**
 * The earlier run may have been in another checkout, of which nothing is known but how its files' paths end. A list of tinybench's
 * results has neither files nor groups.
 */
function find(benchmarks: readonly Benchmark[], file: string, group: string, name: string, nth: number) {
  const path = `/${file.replace(/^(?:\.\.\/)+/, '')}`
  const isSame = (each: Benchmark): boolean =>
    each.file === '' || (each.group === group && each.file.replaceAll('\\', '/').endsWith(path))
  const same = benchmarks.filter((each) => each.name === name && isSame(each))
  // Of `test/a.bench.ts` and `packages/b/test/a.bench.ts` both end alike: the shorter is the one from the root.
  const shortest = Math.min(...same.map((each) => each.file.length))
  return same.filter((each) => each.file.length === shortest)[nth]?.figures
}
