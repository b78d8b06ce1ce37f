import { andThen } from '../baseline/and-then.ts'
import type { HeapFigures } from '../baseline/baseline.ts'
import { type BaselineCheck, comparedWith, type MissingFigures, missingFigures } from '../baseline/check.ts'
import { isWorse } from '../baseline/compare.ts'
import { packageFolder } from '../baseline/fingerprint.ts'
import { judgedFigures, missingResult, undecidedResult } from '../baseline/judge.ts'
import { assertionKey, type KeyContext, namesOf } from '../baseline/key.ts'
import { assertionLeeways } from '../baseline/leeways.ts'
import { type BodyFigures, type Growth, measureBody } from '../baseline/measure.ts'
import { baselinePath } from '../baseline/path.ts'
import { type SnapshotContext, updateMode } from '../baseline/update-mode.ts'
import { BASELINE_OPTIONS, type BaselineOptions, given, type LeakOptions, problemWith } from '../options.ts'
import { rootFolder } from '../vitest/root-folder.ts'
import { runnerRecords } from '../vitest/runner-records.ts'
import { toSource } from '../vitest/source-positions.ts'
import { timeBudgetMs } from '../vitest/time-budget.ts'
import { currentDefaults } from '../vitest/worker-state.ts'
import { assertMemory } from './assertion.ts'
import type { MatcherContext, MatcherResult } from './context.ts'
import { withExplanation } from './explain.ts'
import { leakToExplain } from './growth-evidence.ts'
import { ignoredSites } from './ignored.ts'

/** Without figures: the file has none, and none may be written. */
type Measured = { readonly check: BaselineCheck } & (BodyFigures | { readonly missing: MissingFigures })

type BaselineContext = MatcherContext & SnapshotContext & KeyContext

const NO_NOT =
  'it has no .not: a body that is to get worse is nothing to assert. Use not.toLeak(), or a limit with toNotAllocateMoreThan()'

/**
 * Asserts that a call keeps and allocates what was committed for it, in `__heap__/<test file>.heap.json`. Written the first time, and
 * with `vitest -u`; in CI an assertion without figures fails.
 *
 * @param options how to measure and to compare, see `BaselineOptions`
 * @returns a promise exactly when the body returns one: then it must be awaited
 * @throws MeasurementError at the line of the assertion, for wrong use and a file that is not valid
 * @example expect(() => handleRequest()).toMatchHeapBaseline({ tolerance: 0.1 })
 */
export function toMatchHeapBaseline(
  this: BaselineContext,
  received: unknown,
  options?: BaselineOptions,
): MatcherResult | Promise<MatcherResult> {
  return assertMemory<Measured>({
    matcher: toMatchHeapBaseline,
    context: this,
    received,
    prepare: () => {
      const problem = this.isNot ? NO_NOT : problemWith(options, BASELINE_OPTIONS)
      if (problem) throw new Error(problem)
      const { tolerance, ...measuring } = given(options)
      const { budget, ignore, explain, ...how } = { ...currentDefaults(), ...measuring } as LeakOptions
      const names = namesOf(this)
      const root = rootFolder()
      const folder = packageFolder(names.testPath, root)
      const { isIgnored, unused } = ignoredSites(ignore, root, toSource)
      const leewaysOf = (growth: Growth) => assertionLeeways(tolerance, growth.samplingIntervalBytes)

      return {
        measure: ({ body, name: subject }, surroundings) => {
          const { test, signal, budgetMs } = surroundings
          const check: BaselineCheck = {
            kind: 'assertions',
            key: assertionKey({ ...names, assertionCalls: this.assertionCalls }, test),
            path: baselinePath(names.testPath),
            root,
            mode: updateMode(this),
          }
          const missing = missingFigures(check)
          if (missing) return { check, missing }
          const forget = runnerRecords(test?.task)
          const settle = () => {
            forget()
            return how.settle?.()
          }
          // What `-u` takes needs no reasons.
          const isWorseIn = (
            name: 'allocated' | 'retained',
            growth: Growth,
            figures: HeapFigures = growth.leak,
          ): boolean => {
            const comparison = check.mode === 'all' ? undefined : comparedWith(check, figures, leewaysOf(growth))
            return comparison !== undefined && isWorse(comparison, name)
          }
          const toExplain = (growth: Growth) =>
            growth.verdict === 'leak' && isWorseIn('retained', growth) ? leakToExplain(growth) : undefined
          const explaining = { body, option: explain, settle, surroundings, context: this, subject }
          const measured = measureBody(body, {
            growth: { ...how, budgetMs: budget ?? budgetMs, isIgnored, signal, settle },
            toSource,
            folder,
            explained: (growth) => withExplanation(growth, toExplain, explaining),
            allocationBudgetMs: () => budget ?? timeBudgetMs(test),
            isReported: (figures, growth) => isWorseIn('allocated', growth, figures),
          })
          return andThen(measured, (figures) => ({ check, ...figures }))
        },
        judge: (measured, { name: subject }, test) => {
          const { check } = measured
          if ('missing' in measured) return missingResult(subject, check, measured.missing)
          if (!measured.allocated) return undecidedResult(measured.growth, subject, unused())
          const leeways = leewaysOf(measured.growth)
          return judgedFigures(measured, { check, leeways, folder, asserting: { subject, context: this, test } })
        },
      }
    },
  })
}
