import { explainObject, type ObjectExplanation } from '../explain/explain-object.ts'
import { isThenable } from '../measure/body.ts'
import { type CollectedResult, measureCollected, measureTarget } from '../measure/measure-collected.ts'
import { COLLECTED_OPTIONS, type CollectedOptions, given, problemWith } from '../options.ts'
import { aliveMessage, collectedMessage } from '../report/collected.ts'
import { runnerRecords } from '../vitest/runner-records.ts'
import { currentDefaults } from '../vitest/worker-state.ts'
import { assertMemory, type Surroundings } from './assertion.ts'
import type { Subject } from './body.ts'
import type { MatcherContext, MatcherResult } from './context.ts'
import { explainSettings, type KeptSnapshot } from './explain.ts'
import { reportSettings } from './report-context.ts'

type Outcome = CollectedResult & {
  readonly explanation?: ObjectExplanation
  readonly snapshot?: KeptSnapshot | undefined
}

/**
 * Asserts that the object which a factory returns, or resolves to, becomes garbage once nothing of the test holds it; or that the
 * target of a `WeakRef` has.
 *
 * The factory is called once, and again if the object of a synchronous one is alive. What this package, the test runner or V8 until the end of the job hold does not count.
 *
 * @param options see `CollectedOptions`
 * @returns a promise exactly when the factory returns one: then it must be awaited
 * @throws MeasurementError at the line of the assertion, for wrong use
 * @example expect(() => new Session(user)).toBeCollected()
 */
export function toBeCollected(
  this: MatcherContext,
  received: unknown,
  options?: CollectedOptions,
): MatcherResult | Promise<MatcherResult> {
  const ref = isWeakRef(received) ? received : undefined
  return assertMemory<Outcome>({
    matcher: toBeCollected,
    context: this,
    received,
    ...(ref && { subject: { body: () => ref, name: 'the target of the WeakRef' } }),
    prepare: () => {
      const problem = problemWith(options, COLLECTED_OPTIONS)
      if (problem) throw new Error(problem)
      const { settle, explain } = { ...currentDefaults(), ...given(options) }
      return {
        measure: ({ body, name: subject }, surroundings) => {
          const forget = runnerRecords(surroundings.test?.task)
          const how = {
            signal: surroundings.signal,
            settle: () => {
              forget()
              return settle?.()
            },
          }
          const measured = ref ? measureTarget(ref, how) : measureCollected(body, how)
          const explained = (result: CollectedResult): Outcome =>
            result.isCollected || this.isNot === true || explain === false
              ? result
              : { ...result, ...explainedBy(result, explain, this, surroundings, subject) }
          if (!isThenable(measured)) return explained(measured)
          const { unawaited } = measured as { unawaited?: string }
          return Object.assign(measured.then(explained), unawaited === undefined ? {} : { unawaited })
        },
        judge: ({ explanation, ...result }, { name: subject }) => {
          const known = explanation && 'holder' in explanation ? explanation : undefined
          // Whoever is left then, the test runner or this package, lets go of it.
          const isHeldByNobody = known !== undefined && known.holder === undefined
          const report = { ...result, ...reportSettings(), subject, holder: known?.holder }
          return {
            pass: result.isCollected || isHeldByNobody,
            message: () =>
              this.isNot === true
                ? collectedMessage(report)
                : aliveMessage({
                    ...report,
                    ...(explanation && 'reason' in explanation && { reason: explanation.reason }),
                  }),
          }
        },
      }
    },
  })
}

/** By tag: a WeakRef of a vm context is no instance of this one's. */
const isWeakRef = (value: unknown): value is WeakRef<object> =>
  Object.prototype.toString.call(value) === '[object WeakRef]'

function explainedBy(
  { ref }: CollectedResult,
  option: CollectedOptions['explain'],
  context: MatcherContext,
  surroundings: Surroundings,
  subject: Subject['name'],
): Pick<Outcome, 'explanation' | 'snapshot'> {
  const { progress, kept, ...settings } = explainSettings(option, context, surroundings, subject)
  const explanation = explainObject({ ...settings, ref })
  progress.end()
  return { explanation, snapshot: kept() }
}
