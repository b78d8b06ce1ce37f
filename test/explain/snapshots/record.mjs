// Makes the snapshot of the Node that runs it: `node test/explain/snapshots/record.mjs`. See README.md.
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import v8 from 'node:v8'
import { gzipSync } from 'node:zlib'
import * as leaks from './planted/leaks.mjs'
import * as modulesOfVite from './planted/modules-of-vite.mjs'
import { reduced } from './reduce.mjs'

const CALLS = 16
const { handles, setPort, release, reservedBytes, exportedJobs, onStack, ...planted } = { ...leaks, ...modulesOfVite }

const server = net.createServer().listen(0, '127.0.0.1')
await once(server, 'listening')
server.unref()
setPort(server.address().port)

// As src/heap/allocation-tracking.ts does it.
const session = new Session()
session.connect()
const send = (method, params) => {
  session.post(method, params, (error) => {
    if (error) throw new Error(`${method}: ${error.message}`)
  })
}
const collect = () => {
  for (let i = 0; i < 3; i++) send('HeapProfiler.collectGarbage')
}
send('HeapProfiler.enable')
collect()
// See src/heap/tier-up.ts and v8-flags.ts: without these V8 forgets who made what, or names another function.
const off = ['compact', 'turbo-inlining', 'maglev-inlining', 'lazy-feedback-allocation', 'sparkplug', 'maglev', 'opt']
for (const flag of off) v8.setFlagsFromString(`--no-${flag}`)
send('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true })
for (const leak of Object.values(planted)) for (let i = 0; i < CALLS; i++) leak(i)
while (handles.servers < CALLS) await sleep(10)
release()
await sleep(50)
collect()

const folder = mkdtempSync(join(tmpdir(), 'recorded-'))
const whole = join(folder, 'whole.heapsnapshot')
/** Keeps what it makes in a variable of its own, that nobody has captured. */
function keepingOnStack(then) {
  const kept = []
  for (let i = 0; i < CALLS; i++) kept.push(onStack(i))
  then()
  return kept.length
}
keepingOnStack(() => v8.writeHeapSnapshot(whole))
send('HeapProfiler.disable')

const text = readFileSync(whole, 'utf8')
if (process.argv[2]) writeFileSync(process.argv[2], text)
rmSync(folder, { recursive: true })
const [major] = process.versions.node.split('.')
const file = new URL(`node-${major}.heapsnapshot.gz`, import.meta.url)
const small = reduced(JSON.parse(text), [...Object.keys(planted), 'onStack'])
const bytes = gzipSync(JSON.stringify(small), { level: 9 })
writeFileSync(file, bytes)
console.log(`${process.version}: ${small.snapshot.node_count} nodes, ${bytes.length} bytes`)
process.exit()
