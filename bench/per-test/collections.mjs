import { runVitest } from './run-vitest.mjs'
import { SUITE } from './suite.mjs'

const MODES = ['without', 'collected', 'perTest']

/** Full collections, by V8's own account: those that were asked for, and those that the heap's size called for. */
export function collectionsOfSuite(project) {
  const counted = MODES.map((mode) => {
    const { stdout, tests } = runVitest(project, mode, SUITE, { BENCH_EXEC_ARGV: '--trace-gc' })
    const full = stdout.split('\n').filter((line) => /Mark-Compact/.test(line))
    // `gc()` and the inspector's `collectGarbage`.
    const forced = full.filter((line) => /\) (testing|low memory notification)/.test(line))
    return { mode, tests, forced: forced.length, other: full.length - forced.length }
  })
  console.log('\nFull collections in the workers (--trace-gc)')
  console.table(
    counted.map(({ mode, tests, forced, other }) => ({
      mode,
      tests,
      forced,
      'forced a test': (forced / tests).toFixed(2),
      other,
    })),
  )
  const [without, , perTest] = counted
  const expected = perTest.tests + SUITE.length
  console.log(
    `perTest forces ${perTest.forced - without.forced} full collections more than without; one a test and one a file are ${expected}`,
  )
}
