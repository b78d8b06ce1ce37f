import { appendFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { collectGarbage } from './collect-garbage.mjs'

const { BENCH_TESTS, BENCH_FILES, BENCH_POINTS, BENCH_READINGS } = process.env
const everyTests = Math.ceil(Number(BENCH_TESTS) / Number(BENCH_POINTS))

// Of the worker: modules are evaluated again for another file.
globalThis.testsDone ??= 0

/** A file's share of tests that keep nothing, and readings of the worker's heap at some of them. */
export function tinyTests() {
  afterEach(() => {
    if (++globalThis.testsDone % everyTests > 0) return
    // What has been freed by a finalizer goes with the second.
    collectGarbage()
    collectGarbage()
    const { heapUsed, external, rss } = process.memoryUsage()
    const reading = { test: globalThis.testsDone, heapBytes: heapUsed, externalBytes: external, residentBytes: rss }
    appendFileSync(BENCH_READINGS, `${JSON.stringify(reading)}\n`)
  })
  for (let n = 0; n < Number(BENCH_TESTS) / Number(BENCH_FILES); n++) {
    test(`tiny ${n}`, () => {
      expect([n, n + 1].map((value) => value * 2)).toHaveLength(2)
    })
  }
}
