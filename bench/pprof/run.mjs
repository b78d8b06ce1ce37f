// How long `vitest-leak top` takes beside `go tool pprof -top` on the same file: `npm run bench:pprof`.
//
// The file has 1,000,000 samples, 51 MB before gzip and 39 MB after it. Whole processes, in turn, so that what else the machine does
// hits both; the median of each. Both read, unpack, add up and print ten rows, which have to be the same.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { unpackPackage } from '../../scripts/unpack-package.mjs'
import { largeProfile } from './large-profile.mjs'

const SAMPLES = 1_000_000
const RUNS = Number(process.env.RUNS ?? 3)
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]
const megabytes = (bytes) => `${(bytes.length / 1e6).toFixed(0)} MB`

function timed(command, args, folder) {
  const start = performance.now()
  const printed = execFileSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, PPROF_TMPDIR: folder, HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { seconds: (performance.now() - start) / 1000, rows: printed.trimEnd().split('\n').slice(-10) }
}

unpackPackage(join(import.meta.dirname, '..'))
const cli = join(import.meta.dirname, '../node_modules/vitest-leak/dist/cli.js')
const folder = mkdtempSync(join(tmpdir(), 'bench-pprof-'))
try {
  const profile = largeProfile(SAMPLES)
  const zipped = gzipSync(profile)
  const file = join(folder, 'large.pb.gz')
  writeFileSync(file, zipped)
  console.log(`${SAMPLES} samples, ${megabytes(profile)}, ${megabytes(zipped)} compressed; median of ${RUNS} runs each`)

  const commands = {
    'vitest-leak top': [process.execPath, [cli, 'top', '--nodecount', '10', file]],
    'go tool pprof -top': ['go', ['tool', 'pprof', '-top', '-nodecount=10', file]],
  }
  const runs = []
  for (let run = 0; run < RUNS; run++) {
    runs.push(Object.values(commands).map(([command, args]) => timed(command, args, folder)))
  }
  const [[ours, theirs]] = runs
  console.log(ours.rows.join('\n'))
  if (ours.rows.join('\n') !== theirs.rows.join('\n')) throw new Error(`Go prints\n${theirs.rows.join('\n')}`)

  const seconds = Object.keys(commands).map((_, which) => runs.map((pair) => pair[which].seconds))
  console.table(
    Object.keys(commands).map((command, which) => ({
      command,
      median: `${median(seconds[which]).toFixed(2)} s`,
      runs: seconds[which].map((one) => one.toFixed(2)).join(' '),
    })),
  )
  const ratio = median(runs.map(([own, go]) => own.seconds / go.seconds))
  console.log(
    `ratio ${ratio.toFixed(2)} (median of pairs), Node ${process.versions.node}, load ${loadavg()[0].toFixed(1)}`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
