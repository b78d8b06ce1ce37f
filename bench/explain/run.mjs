/**
 * What it costs to explain a leak: time and memory against the size of the heap, and of other readers of the same snapshot.
 *
 *   npm run bench:explain
 *   node bench/explain/run.mjs --heaps records:30,points:300 --readers vitest-leak,json
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { npm } from '../../scripts/unpack-package.mjs'
import { bundle } from './bundle.mjs'
import { received } from './result.mjs'
import { printReaders, printStages } from './table.mjs'

const { values } = parseArgs({
  options: {
    heaps: { type: 'string', default: 'records:3,records:30,pages:300,records:300,points:300' },
    readers: { type: 'string', default: 'vitest-leak,memlab,json' },
  },
})
const heaps = values.heaps.split(',').map((heap) => heap.split(':'))
const readers = values.readers.split(',')

const BENCH = join(import.meta.dirname, '..')
if (readers.includes('memlab') && !existsSync(join(BENCH, 'node_modules/@memlab/heap-analysis'))) {
  console.log('Installing memlab …')
  npm(['install', '--no-package-lock', '--no-audit', '--no-fund'], BENCH, { PUPPETEER_SKIP_DOWNLOAD: '1' })
}
await bundle()

const results = []
for (const [kind, megabytes] of heaps) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-explain-'))
  try {
    const snapshot = join(folder, 'it.heapsnapshot')
    console.log(`${megabytes} MB of ${kind}, load ${loadavg()[0].toFixed(1)}`)
    const explained = child('in-process.mjs', kind, megabytes, snapshot)
    const byReader = Object.fromEntries(readers.map((reader) => [reader, child('from-file.mjs', reader, snapshot)]))
    results.push({ kind, megabytes, explained, byReader })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
printStages(results)
printReaders(results, readers)

/** A process of its own; the readers may have as much memory as they like. */
function child(file, ...args) {
  const options = { encoding: 'utf8', timeout: 400_000, maxBuffer: 64 * 1024 * 1024 }
  const memory = '--max-old-space-size=16384'
  const { stdout, stderr, status, signal } = spawnSync(
    process.execPath,
    [memory, '--no-warnings', join(import.meta.dirname, file), ...args],
    options,
  )
  const error = /^\w*Error.*$/m.exec(stderr)?.[0]
  return received(stdout) ?? { failure: error ?? `${signal ?? `exit code ${status}`} ${stderr.slice(-200)}` }
}
