import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Runs test files in one worker at a time, and counts what the whole tree of processes takes.
 *
 * @param mode see `project/vitest.config.mjs`
 * @param files to run
 * @param env what the project's files read
 * @returns milliseconds of the wall's clock, of the processors (user and system; NaN where there is no shell to ask), tests, output
 */
export function runVitest({ folder }, mode, files, env = {}) {
  const results = join(folder, 'results.json')
  const vitest = [join(folder, 'node_modules/vitest/vitest.mjs'), 'run', '--maxWorkers=1', `--outputFile=${results}`]
  const command = [process.execPath, ...vitest, ...files]
  const [first, ...rest] =
    process.platform === 'win32' ? command : ['sh', '-c', '"$@"; code=$?; times; exit $code', 'sh', ...command]
  const start = performance.now()
  const { status, stdout, stderr } = spawnSync(first, rest, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env, NO_COLOR: '1', CI: '', GITHUB_ACTIONS: '', BENCH_MODE: mode },
    maxBuffer: 256 * 1024 * 1024,
  })
  const wallMs = performance.now() - start
  if (status !== 0) throw new Error(`${mode}: exit code ${status}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`)
  const { numPassedTests: tests, testResults } = JSON.parse(readFileSync(results, 'utf8'))
  const isMeasured = ({ meta }) => meta?.['vitest-leak']?.heap?.retainedBytes !== undefined
  const measured = testResults.flatMap(({ assertionResults }) => assertionResults).filter(isMeasured).length
  if (mode === 'perTest' && measured !== tests) throw new Error(`only ${measured} of ${tests} tests were measured`)
  return { wallMs, cpuMs: childrenMs(stdout), tests, stdout }
}

/** `times` prints two lines: of the shell, and of its children, and those that they have waited for: `0m1.250000s 0m0.310000s`. */
function childrenMs(stdout) {
  const parts = stdout.trimEnd().split('\n').at(-1).trim().split(/\s+/)
  const ms = parts.map((part) => /^(\d+)m([\d.]+)s$/.exec(part)).map((it) => (it ? it[1] * 60_000 + it[2] * 1000 : NaN))
  return ms.reduce((sum, one) => sum + one, 0)
}
