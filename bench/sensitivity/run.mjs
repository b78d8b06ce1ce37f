/**
 * The smallest leak that `expect(fn).not.toLeak()` finds at default settings, and what a verdict takes.
 *
 *   npm run bench:sensitivity                                    the grid; --markdown prints tables for the README
 *   node bench/sensitivity/run.mjs --kinds '24 B object' --shares 20 --garbage 10000 --runs 10
 *
 * Each cell has runs in which every so manieth call leaks and as many in which calls leak by chance; every second run is of the clean
 * twin of the one before. All of one cell are in a process of its own, with the budget of a test of 5 s.
 */
import { spawnSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { unpackPackage } from '../../scripts/unpack-package.mjs'
import { kinds } from './bodies.mjs'
import { printTables } from './table.mjs'

const numbers = (text) => text.split(',').map(Number)
const { values } = parseArgs({
  options: {
    kinds: { type: 'string', default: Object.keys(kinds).join(',') },
    shares: { type: 'string', default: '1,5,20,100,1000' },
    garbage: { type: 'string', default: '0,100,10000,100000' },
    runs: { type: 'string', default: '4' },
    async: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
  },
})

unpackPackage(join(import.meta.dirname, '..'))
const cells = []
for (const objects of numbers(values.garbage)) {
  for (const kind of values.kinds.split(',')) {
    for (const everyCalls of numbers(values.shares)) cells.push(measured({ kind, everyCalls, objects }))
    if (!values.markdown) console.error(`${kind} beside ${objects} objects, load ${loadavg()[0].toFixed(1)}`)
  }
}
console.log(
  `Node ${process.version}, load ${loadavg()[0].toFixed(1)}, ${values.runs} leaking and ${values.runs} clean runs a cell`,
)
printTables(cells, { isMarkdown: values.markdown })
process.exitCode = cells.some(({ clean }) => clean.leak > 0) ? 1 : 0

function measured(cell) {
  const given = JSON.stringify({ ...cell, runs: Number(values.runs), isAsync: values.async })
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(import.meta.dirname, 'cell.mjs'), given], {
    encoding: 'utf8',
    timeout: 300_000,
  })
  if (status !== 0) throw new Error(`${given}: exit code ${status}\n${stderr.slice(-2000)}`)
  return { ...cell, ...JSON.parse(stdout) }
}
