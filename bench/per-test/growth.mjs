import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { runVitest } from './run-vitest.mjs'

const MODES = {
  without: 'without',
  plugin: 'leak()',
  figures: 'figures in task.meta, not measured',
  perTest: 'leak({ perTest: true })',
}
const POINTS = 10

const megabytes = (bytes) => (bytes / 1e6).toFixed(2)

/**
 * How a worker grows over tests that keep nothing: heap after a full collection, at ten points.
 *
 * @param tests in one worker
 * @param files that they are in. Of the tests of one file Vitest itself keeps 4 kB each until the file is over, and each full
 *   collection goes through all of that: 10,000 in one file have more than 50 MB, and a collection takes about 100 ms
 */
export function growthOfWorker(project, tests, files) {
  const names = Object.keys(MODES)
  writeFiles(project, files)
  const readings = Object.fromEntries(names.map((mode) => [mode, readingsOf(project, mode, tests, files)]))
  console.log(`\n${tests} tests that keep nothing, ${files} files, one worker: MB of heap after a full collection`)
  console.table(
    readings.without.map(({ test }, at) => ({
      test,
      ...Object.fromEntries(names.map((mode) => [mode, megabytes(readings[mode][at].heapBytes)])),
    })),
  )
  const perTest = Object.fromEntries(names.map((mode) => [mode, bytesPerTest(readings[mode], 'heapBytes')]))
  console.table(
    names.map((mode) => ({
      mode: MODES[mode],
      'heap a test': `${perTest[mode].toFixed(0)} B`,
      'more than without': `${(perTest[mode] - perTest.without).toFixed(0)} B`,
      'off the heap a test': `${bytesPerTest(readings[mode], 'externalBytes').toFixed(0)} B`,
      'resident a test': `${bytesPerTest(readings[mode], 'residentBytes').toFixed(0)} B`,
    })),
  )
  const own = perTest.perTest - perTest.plugin - (perTest.figures - perTest.without)
  console.log(`measuring keeps ${own.toFixed(0)} B a test beyond the plugin alone and the figures in task.meta`)
}

function writeFiles({ folder }, files) {
  mkdirSync(join(folder, 'tiny'), { recursive: true })
  for (let file = 0; file < files; file++) {
    const code = "import { tinyTests } from '../tiny-tests.mjs'\n\ntinyTests()\n"
    writeFileSync(join(folder, `tiny/${file}.test.mjs`), code)
  }
}

function readingsOf(project, mode, tests, files) {
  console.log(`${tests} tests, ${MODES[mode]}, load ${loadavg()[0].toFixed(1)}`)
  const file = join(project.folder, 'readings.txt')
  rmSync(file, { force: true })
  runVitest(project, mode, ['tiny/', '--no-isolate'], {
    BENCH_READINGS: file,
    BENCH_TESTS: `${tests}`,
    BENCH_FILES: `${files}`,
    BENCH_POINTS: `${POINTS}`,
  })
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line))
}

/** Without the first tenth, in which code is compiled. */
function bytesPerTest(readings, figure) {
  const [first, last] = [readings[0], readings.at(-1)]
  return (last[figure] - first[figure]) / (last.test - first.test)
}
