/**
 * `node in-process.mjs KIND MEGABYTES SNAPSHOT`: explains a leak on a heap of that size, as a failing assertion does, and leaves the snapshot.
 */
import { closeSync, copyFileSync, openSync, readSync } from 'node:fs'
import v8 from 'node:v8'
import { fillHeap } from './ballast.mjs'
import { collectGarbage, explainLeak, measureGrowth } from './dist/own/explain.mjs'
import { openSession } from './leak.mjs'
import { peakMemory } from './memory.mjs'
import { send } from './result.mjs'

const [kind, megabytes, snapshot] = process.argv.slice(2)

const growth = measureGrowth(openSession, { budgetMs: 3000 })
if (growth.verdict !== 'leak') throw new Error(`the leak was not found: ${growth.verdict}`)
globalThis.kept = fillHeap(kind, Number(megabytes), collectGarbage)

const memory = peakMemory()
const heapMB = v8.getHeapStatistics().used_heap_size / 1024 / 1024
const stages = {}
let stage
let startMs
const begin = (next) => {
  const now = performance.now()
  if (stage) stages[stage] = { ms: now - startMs, mb: memory.sinceLast() }
  stage = next
  startMs = performance.now()
}
const BY_MESSAGE = [
  [/calling the body/, 'calls'],
  [/taking a snapshot/, 'writing'],
  [/reading/, 'reading'],
  [/looking for/, 'searching'],
]
begin('calls')
const explanation = explainLeak({
  body: openSession,
  sites: growth.sites.map((site) => ({ ...site, isTable: site.kind === 'bytes' })),
  keptBytesPerCall: growth.sites.reduce((sum, { bytesPerCall }) => sum + bytesPerCall, 0),
  callsBefore: growth.calls + growth.warmupCalls,
  timeMs: 3000,
  maxHeapBytes: Number.POSITIVE_INFINITY,
  isAsynchronous: false,
  keepSnapshot(path) {
    begin('copying')
    copyFileSync(path, snapshot)
    begin('reading')
  },
  onProgress(what) {
    const next = BY_MESSAGE.find(([message]) => message.test(what))?.[1]
    if (next && next !== stage) begin(next)
  },
})
begin()
send({ heapMB, nodes: nodeCountOf(snapshot), stages, holder: holderOf(explanation) })

function holderOf({ sites = [], reason }) {
  const holder = sites.flatMap(({ holders }) => holders)[0]
  if (!holder) throw new Error(`no holder was found: ${reason ?? 'sites have none'}`)
  return [holder.root.name, ...holder.steps.flatMap(({ items }) => items.map(({ className }) => className))].join(' › ')
}

function nodeCountOf(path) {
  const file = openSync(path, 'r')
  const head = Buffer.alloc(4096)
  readSync(file, head)
  closeSync(file)
  return Number(/"node_count":(\d+)/.exec(head.toString())?.[1])
}
