/**
 * vitest-leak beside other leak detectors on the same bodies: a process for each check, one after the other, tools in turn, so that what
 * else the machine does hits all of them.
 *
 *   npm run bench
 *   node bench/rivals/run.mjs --rounds 5 --tools vitest-leak,query-objects --bodies dropped,lru
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bodies } from './bodies.mjs'
import { install } from './install.mjs'
import { print } from './table.mjs'
import { tools } from './tools.mjs'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    tools: { type: 'string', default: Object.keys(tools).join() },
    bodies: { type: 'string', default: Object.keys(bodies).join() },
  },
})
const rounds = Number(values.rounds)
const toolNames = values.tools.split(',')
const bodyNames = values.bodies.split(',')

const missing = install()
const results = []
// Profiles of failing checks are written where the process runs.
const cwd = mkdtempSync(join(tmpdir(), 'bench-rivals-'))
try {
  for (let round = 0; round < rounds; round++) {
    console.log(`round ${round + 1} of ${rounds}, load ${loadavg()[0].toFixed(1)}`)
    for (const body of bodyNames) for (const tool of toolNames) results.push({ tool, body, ...check(tool, body) })
  }
} finally {
  rmSync(cwd, { recursive: true, force: true })
}
print(results, { rounds, toolNames, bodyNames })

function check(tool, body) {
  if (missing.includes(tool)) return { failure: `${tools[tool].needs} did not install` }
  const { stdout, stderr, status, signal } = spawnSync(
    process.execPath,
    ['--no-warnings', join(import.meta.dirname, 'check.mjs'), tool, body],
    { cwd, encoding: 'utf8', timeout: 120_000, maxBuffer: 64 * 1024 * 1024 },
  )
  const line = stdout?.split('\n').find((text) => text.startsWith('@@'))
  if (line) return JSON.parse(line.slice(2))
  return { failure: `${body}: ${signal ?? `exit code ${status}`}, ${stderr?.trim().slice(-500)}` }
}
