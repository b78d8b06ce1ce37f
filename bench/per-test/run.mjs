/**
 * What it costs to measure every test: `leak({ perTest: true })` on the tests of a public library, and the memory of the measuring itself.
 *
 *   npm run bench:per-test
 *   node bench/per-test/run.mjs --rounds 5 --vitest 5
 *   node bench/per-test/run.mjs --parts growth --tests 2000 --files 1
 */
import { rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { collectionsOfSuite } from './collections.mjs'
import { costOfSuite } from './cost.mjs'
import { growthOfWorker } from './growth.mjs'
import { makeProject } from './make-project.mjs'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    tests: { type: 'string', default: '10000' },
    files: { type: 'string', default: '100' },
    vitest: { type: 'string', default: '4' },
    parts: { type: 'string', default: 'cost,collections,growth' },
  },
})
const rounds = Number(values.rounds)

const parts = {
  cost: (project) => costOfSuite(project, rounds),
  collections: collectionsOfSuite,
  growth: (project) => growthOfWorker(project, Number(values.tests), Number(values.files)),
}

console.log('Packing vitest-leak, installing it beside zod and Vitest …')
const project = makeProject(values.vitest)
try {
  console.log(`${project.versions}, Node ${process.versions.node}, load ${loadavg()[0].toFixed(1)}`)
  for (const part of values.parts.split(',')) parts[part](project)
  console.log(`load ${loadavg()[0].toFixed(1)}`)
} finally {
  rmSync(project.folder, { recursive: true, force: true })
}
