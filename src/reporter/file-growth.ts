import type { Measured } from './measured.ts'

/**
 * A worker's first tests load and compile what all later ones use: less than this says nothing of a file. Files of one or two tests that call
 * `expect()` and keep nothing have shown 250 to 600 kB in Vitest 3, 4 and 5.
 */
export const LEAST_GROWTH_BYTES = 1024 * 1024

/** What a file has left behind in its worker. */
export interface FileGrowth {
  readonly file: string
  readonly project?: string
  /** That were measured. */
  readonly tests: number
  /** Of the whole worker, from before the first of these tests to after the last; on the heap and off it. */
  readonly bytes: number
}

/** Of all files, largest first. Includes what is kept between tests, which no test is charged for. */
export function fileGrowths(measured: readonly Measured[]): FileGrowth[] {
  const files = new Map<string, { readonly first: Measured; last: Measured; tests: number }>()
  for (const test of measured) {
    const key = `${test.file}\0${test.project ?? ''}`
    const entry = files.get(key)
    if (!entry) files.set(key, { first: test, last: test, tests: 1 })
    else {
      entry.last = test
      entry.tests++
    }
  }
  return [...files.values()]
    .map(({ first, last, tests }) => ({
      file: first.file,
      ...(first.project === undefined ? {} : { project: first.project }),
      tests,
      bytes: last.figures.workerBytes[1] - first.figures.workerBytes[0],
    }))
    .sort((a, b) => b.bytes - a.bytes)
}
