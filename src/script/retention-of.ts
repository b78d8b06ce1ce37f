import { artifactsOf } from '../matchers/artifacts.ts'
import type { Subject } from '../matchers/body.ts'
import type { MatcherContext } from '../matchers/context.ts'
import { type Explained, withExplanation } from '../matchers/explain.ts'
import { leakToExplain } from '../matchers/growth-evidence.ts'
import { ignoredSites } from '../matchers/ignored.ts'
import type { GrowthResult } from '../measure/growth-result.ts'
import { measureGrowth } from '../measure/measure-growth.ts'
import { given } from '../options.ts'
import type { GrowthReport } from '../report/input.ts'
import { cleanMessage, undecidedMessage } from '../report/not-leak.ts'
import { rootFolder } from '../vitest/root-folder.ts'
import { runnerRecords } from '../vitest/runner-records.ts'
import { toSource } from '../vitest/source-positions.ts'
import { timeBudgetMs } from '../vitest/time-budget.ts'
import { leakFound } from './leak-found.ts'
import type { Retention, RetentionOptions } from './retention.ts'

/** Measures, and makes data of the result. */
export async function retentionOf(
  { body, name: subject }: Subject,
  options: RetentionOptions | undefined,
): Promise<Retention> {
  const { budget, ignore, explain, profiles = false, ...how } = given(options) as RetentionOptions
  const budgetMs = budget ?? timeBudgetMs(undefined)
  const { isIgnored, unused } = ignoredSites(ignore, rootFolder(), toSource)
  // Only in Vitest there are such records.
  const forget = runnerRecords(undefined)
  const settle = () => {
    forget()
    return how.settle?.()
  }
  const context: MatcherContext = { currentTestName: distinct(subject) }
  const surroundings = { budgetMs, test: undefined, signal: new AbortController().signal }
  const result = await withExplanation(
    measureGrowth(body, { ...how, budgetMs, isIgnored, settle }),
    (growth) => (growth.verdict === 'leak' ? leakToExplain(growth) : undefined),
    { body, option: explain, settle, surroundings, context, subject },
  )
  const report = { ...result, root: rootFolder(), subject, unusedIgnores: unused() }
  if (result.verdict === 'leak') {
    const artifacts = profiles ? artifactsOf(context, undefined, subject) : undefined
    const { message, ...found } = leakFound(result, report, artifacts)
    return frozen({ ...measurement(result, report), ...found }, message)
  }
  const message = result.verdict === 'clean' ? cleanMessage(report) : undecidedMessage({ ...report, isNegated: false })
  return frozen(measurement(result, report), message)
}

const seen = new Map<string, number>()

/** A second leak of the same name has files of its own. */
function distinct(subject: string): string {
  const times = (seen.get(subject) ?? 0) + 1
  seen.set(subject, times)
  return times > 1 ? `${subject} ${times}` : subject
}

type Data = Omit<Retention, 'message'>

/** What all verdicts have. */
function measurement(result: GrowthResult & Explained, { subject, unusedIgnores }: GrowthReport): Data {
  const { verdict, reason, calls, warmupCalls, totalCalls, collections, samplingIntervalBytes, checkpoints } = result
  return {
    verdict,
    reason,
    subject,
    bytesPerCall: 0,
    objectsPerCall: 0,
    offHeapBytesPerCall: 0,
    calls,
    warmupCalls,
    totalCalls,
    collections,
    samplingIntervalBytes,
    checkpoints,
    sites: [],
    holders: [],
    notExplained: '',
    unusedIgnores,
  }
}

/** Copied, since parts of it are the measurement's own. */
const frozen = (data: Data, message: string): Retention =>
  Object.freeze(Object.defineProperty({ ...frozenCopy(data) }, 'message', { value: () => message })) as Retention

function frozenCopy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  const copy = Array.isArray(value)
    ? value.map(frozenCopy)
    : Object.fromEntries(Object.entries(value).map(([name, part]) => [name, frozenCopy(part)]))
  return Object.freeze(copy) as T
}
