import type { GrowthResult } from '../measure/growth-result.ts'
import { measureGrowth } from '../measure/measure-growth.ts'
import { measureRemoteGrowth } from '../measure/remote/measure-remote-growth.ts'
import { given, type LeakOptions, problemWith, TO_LEAK_OPTIONS } from '../options.ts'
import type { Frame } from '../profile/profile.ts'
import { leakMessage } from '../report/leak.ts'
import { notLeakMessage, undecidedMessage } from '../report/not-leak.ts'
import { rootFolder } from '../vitest/root-folder.ts'
import { runnerRecords } from '../vitest/runner-records.ts'
import { toSource } from '../vitest/source-positions.ts'
import { currentDefaults } from '../vitest/worker-state.ts'
import { assertMemory } from './assertion.ts'
import type { MatcherContext, MatcherResult } from './context.ts'
import { withExactOffHeap } from './exact-off-heap.ts'
import { withExplanation } from './explain.ts'
import { leakToExplain, offHeapTotals } from './growth-evidence.ts'
import { ignoredSites } from './ignored.ts'
import { asIs, remoteReportContext } from './remote-report-context.ts'
import { reportContext, reportSettings } from './report-context.ts'

/**
 * Asserts that some call site keeps more memory with every further call; `expect(fn).not.toLeak()` that none does.
 *
 * Calls the body many times, with full collections between, as long as something still grows and the time budget allows.
 *
 * @param options how to measure, see `LeakOptions`
 * @returns a promise exactly when the body returns one: then it must be awaited
 * @throws MeasurementError at the line of the assertion, for wrong use
 * @example expect(() => handleRequest()).not.toLeak()
 */
export function toLeak(
  this: MatcherContext,
  received: unknown,
  options?: LeakOptions,
): MatcherResult | Promise<MatcherResult> {
  return assertMemory({
    matcher: toLeak,
    context: this,
    received,
    prepare: () => {
      const problem = problemWith(options, TO_LEAK_OPTIONS)
      if (problem) throw new Error(problem)
      const { budget, ignore, explain, heap, ...how } = { ...currentDefaults(), ...given(options) } as LeakOptions
      // A server knows its own source maps.
      const placed: (frame: Frame) => Frame = heap ? asIs : toSource
      const ignored = ignoredSites(ignore, rootFolder(), placed)
      return {
        measure: ({ body, name: subject }, surroundings) => {
          const { budgetMs, signal, test } = surroundings
          const { isIgnored } = ignored
          const common = { ...how, budgetMs: budget ?? budgetMs, isIgnored, signal }
          if (heap) return measureRemoteGrowth(body, heap, common)
          const forget = runnerRecords(test?.task)
          const settle = () => {
            forget()
            return how.settle?.()
          }
          const measured = measureGrowth(body, { ...common, settle })
          const isFailure = ({ verdict }: GrowthResult): boolean => verdict === 'leak' && this.isNot === true
          return withExplanation(measured, (result) => (isFailure(result) ? leakToExplain(result) : undefined), {
            body,
            option: explain,
            settle,
            surroundings,
            context: this,
            subject,
          })
        },
        judge: (result, { name: subject }, test) => {
          const unusedIgnores = ignored.unused()
          // A failing assertion says it in its message.
          if (result.verdict === 'clean' && this.isNot) warnOfUnused(unusedIgnores, subject)
          return {
            // Whoever asks, an undecided measurement is no pass.
            pass: result.verdict === 'undecided' ? this.isNot === true : result.verdict === 'leak',
            message: () => {
              const { verdict, reason } = result
              if (verdict !== 'leak') {
                const report = { ...result, ...reportSettings(), subject, unusedIgnores }
                return verdict === 'clean'
                  ? notLeakMessage(report)
                  : undecidedMessage({ ...report, reason, isNegated: this.isNot !== true })
              }
              const sites = result.sites.map((site) => ({ ...site, frame: placed(site.frame) }))
              return leakMessage({
                ...result,
                ...(heap
                  ? remoteReportContext({ ...result, subject, explain }, this, test)
                  : reportContext({ ...withExactOffHeap(result, offHeapTotals(result)), subject }, this, test)),
                sites,
                isRemote: heap !== undefined,
                unusedIgnores,
              })
            },
          }
        },
      }
    },
  })
}

/** An ignore that matches nothing hides the day on which it is needed no more. */
function warnOfUnused(ignores: readonly string[], subject: string): void {
  if (ignores.length === 0) return
  console.warn(
    `expect(${subject}).not.toLeak(): option 'ignore' matched no call site: ${ignores.join(', ')}. Remove it, or correct it`,
  )
}
