import { loadavg } from 'node:os'
import { runVitest } from './run-vitest.mjs'
import { SUITE } from './suite.mjs'

const MODES = {
  without: 'without',
  plugin: 'leak()',
  collected: 'one full collection after each test, no more',
  perTest: 'leak({ perTest: true })',
  exact: 'leak({ perTest: { samplingInterval: 1 } })',
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`

/** Wall clock and processor time of a suite, in turn. */
export function costOfSuite(project, rounds) {
  const names = Object.keys(MODES)
  const runs = []
  // Vite's cache of what it has optimised, and the disk's.
  runVitest(project, 'without', SUITE)
  for (let round = 0; round < rounds; round++) {
    console.log(`round ${round + 1} of ${rounds}, load ${loadavg()[0].toFixed(1)}`)
    const run = {}
    // Which of them is first takes turns.
    for (const name of names.map((_, i) => names[(i + round) % names.length])) {
      run[name] = runVitest(project, name, SUITE)
    }
    runs.push(run)
  }
  const [{ without }] = runs
  console.log(`\nzod's own tests: ${SUITE.length} files, ${without.tests} tests, median of ${rounds} runs`)
  const of = (name, figure) => median(runs.map((run) => run[name][figure]))
  const over = (name, base, figure) => `${median(runs.map((run) => run[name][figure] / run[base][figure])).toFixed(2)}x`
  const added = (name) => median(runs.map((run) => (run[name].cpuMs - run.without.cpuMs) / without.tests))
  console.table(
    names.map((name) => ({
      mode: MODES[name],
      wall: seconds(of(name, 'wallMs')),
      CPU: seconds(of(name, 'cpuMs')),
      'CPU a test': `+${added(name).toFixed(1)} ms`,
      'wall / without': over(name, 'without', 'wallMs'),
      'CPU / without': over(name, 'without', 'cpuMs'),
      'wall / collected': over(name, 'collected', 'wallMs'),
      'CPU / collected': over(name, 'collected', 'cpuMs'),
    })),
  )
}
