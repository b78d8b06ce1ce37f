// What measuring allocations costs: `npm run bench:allocations`.
//
// 1. Whether the timing of a benchmark is disturbed: the latency of the same tasks with `withAllocations` and without, in turn, and
//    as a measure of the noise, without it twice. Ratios of medians.
// 2. What an assertion takes that passes, beside as many milliseconds as tinybench gives a task by default.

import { loadavg } from 'node:os'
import { join } from 'node:path'
import { expect } from 'expect'
import { Bench } from 'tinybench'
import { unpackPackage } from '../../scripts/unpack-package.mjs'
import { bodies } from './bodies.mjs'

unpackPackage(join(import.meta.dirname, '..'))
const { withAllocations } = await import('vitest-leak/bench')
const matchers = await import('vitest-leak/matchers')

const PAIRS = 7
const TASK_MS = 200
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]
const ratio = (value) => `${value.toFixed(3)}x`

async function latencies(prepare) {
  const bench = prepare(new Bench({ time: TASK_MS, warmupTime: 50 }))
  for (const [name, body] of Object.entries(bodies)) bench.add(name, body)
  await bench.run()
  return new Map(bench.tasks.map(({ name, result }) => [name, result.latency.p50]))
}

async function disturbance() {
  const runs = []
  for (let pair = 0; pair < PAIRS; pair++) {
    // Which of them is first, and so has the cold machine, takes turns.
    const order = ['plain', 'again', 'with'].map((_, i, all) => all[(i + pair) % all.length])
    const run = {}
    for (const kind of order) run[kind] = await latencies(kind === 'with' ? withAllocations : (bench) => bench)
    runs.push(run)
  }
  const over = (kind, name) => median(runs.map((run) => run[kind].get(name) / run.plain.get(name)))
  return Object.keys(bodies).map((name) => ({
    body: name,
    'latency (p50)': `${(median(runs.map(({ plain }) => plain.get(name))) * 1000).toFixed(2)} µs`,
    'with / without': ratio(over('with', name)),
    'without / without': ratio(over('again', name)),
  }))
}

function cost() {
  expect.extend(matchers)
  return Object.entries(bodies).map(([name, body]) => {
    const times = Array.from({ length: PAIRS }, () => {
      const start = performance.now()
      expect(body).toNotAllocateMoreThan('1 GB')
      return performance.now() - start
    })
    return {
      body: name,
      'passing assertion': `${median(times).toFixed(0)} ms`,
      'of a task of tinybench (1250 ms)': ratio(median(times) / 1250),
    }
  })
}

console.log(`Node ${process.versions.node}, median of ${PAIRS}, load ${loadavg()[0].toFixed(1)}`)
console.table(await disturbance())
console.table(cost())
