// One cell, in a process of its own: prints verdicts and times as JSON.

import { expect } from 'expect'
import * as matchers from 'vitest-leak/matchers'
import { bodyOf } from './bodies.mjs'

expect.extend(matchers)
const { runs, ...cell } = JSON.parse(process.argv[2])
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]

async function verdictOf(body) {
  try {
    await expect(body).not.toLeak({ explain: false })
    return 'passed'
  } catch ({ message }) {
    if (/ not to leak, but each call keeps /.test(message)) return 'leak'
    if (/ not to leak, but that could not be decided/.test(message)) return 'undecided'
    throw new Error(message)
  }
}

async function tally(leaks) {
  const counts = { leak: 0, undecided: 0, passed: 0 }
  const times = []
  for (let run = 0; run < runs; run++) {
    const seed = run % 2 === 1 ? 1000 * cell.everyCalls + run : undefined
    const start = performance.now()
    const v = await verdictOf(bodyOf({ ...cell, seed, leaks })); counts[v]++; if (leaks) console.error(run, seed, v, Math.round(performance.now()-start))
    times.push(performance.now() - start)
  }
  return { ...counts, ms: median(times) }
}

console.log(JSON.stringify({ leaking: await tally(true), clean: await tally(false) }))
