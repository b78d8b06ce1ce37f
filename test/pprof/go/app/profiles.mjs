// Writes profiles of Node by @datadog/pprof into a folder: what handler.mjs allocates, and where it spends its time.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { heap, time } from '@datadog/pprof'
import { Cache, handleRequest, spin } from './handler.mjs'

const [, , folder] = process.argv
const write = (name, profile) => writeFileSync(join(folder, `${name}.pb.gz`), gzipSync(profile.encode()))

heap.start(32 * 1024, 64)
const cache = new Cache()
for (let id = 0; id < 500; id++) {
  handleRequest(id)
  cache.add(id)
}
write('node-heap', heap.profile())
for (let id = 500; id < 800; id++) handleRequest(id)
write('node-heap-later', heap.profile())
heap.stop()

time.start({ durationMillis: 60_000, intervalMicros: 1_000, withContexts: false })
spin(400)
for (let id = 800; id < 1_200; id++) handleRequest(id)
write('node-time', time.stop())

time.start({ durationMillis: 60_000, intervalMicros: 10_000, lineNumbers: true, withContexts: false })
spin(300)
write('node-time-lines', time.stop())
if (cache.size === 0) process.exitCode = 1
