import type { Benchmark } from './benchmark.ts'
import { figuresOf } from './figures-of.ts'
import { readReport } from './read-report.ts'
import { type Fields, fieldsOf, isFields, objectsOf, textOf } from './unknown-data.ts'

/**
 * The benchmarks of a result file, whichever of three kinds it is: `vitest bench --outputJson` (Vitest 3 and 4), Vitest's JSON
 * reporter (Vitest 5), or a list of tinybench's results.
 *
 * @param json what `JSON.parse` made of the file
 * @returns undefined: this is no benchmark result. A list may be empty: a test run has a JSON report as well
 */
export function readResults(json: unknown): Benchmark[] | undefined {
  if (Array.isArray(json)) return readList(json)
  const { files, testResults, benchmarks } = fieldsOf(json)
  if (Array.isArray(testResults)) return readReport(testResults)
  if (Array.isArray(files) && files.every((file) => Array.isArray(fieldsOf(file).groups))) return readOutputJson(files)
  return Array.isArray(benchmarks) ? readList(benchmarks) : undefined
}

function readList(results: readonly unknown[]): Benchmark[] | undefined {
  const isResult = (result: unknown): boolean => isFields(result) && typeof result.name === 'string'
  return results.every(isResult) ? objectsOf(results).map((result) => benchmarkOf(result, '', '')) : undefined
}

const readOutputJson = (files: readonly unknown[]): Benchmark[] =>
  objectsOf(files).flatMap(({ filepath, groups }) =>
    objectsOf(groups).flatMap(({ fullName, benchmarks }) => {
      const file = textOf(filepath)
      return objectsOf(benchmarks).map((result) => benchmarkOf(result, file, withoutFile(textOf(fullName), file)))
    }),
  )

/** `bench/parse.bench.ts > parse` → `parse`: the path, relative to the root, is the first part of a group's full name. */
function withoutFile(fullName: string, file: string): string {
  const [first = '', ...suites] = fullName.split(' > ')
  const path = first.replace(/^(?:\.\.\/)+/, '')
  return path !== '' && file.replaceAll('\\', '/').endsWith(path) ? suites.join(' > ') : fullName
}

const benchmarkOf = (result: Fields, file: string, group: string): Benchmark => ({
  file,
  group,
  name: textOf(result.name),
  figures: figuresOf(result),
})
