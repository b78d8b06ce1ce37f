import { keepSnapshot } from '../artifacts/keep-snapshot.ts'
import { explainLeak, type LeakingSite } from '../explain/explain-leak.ts'
import type { Explanation } from '../explain/explanation.ts'
import { parseLimit } from '../judge/limit.ts'
import { isThenable } from '../measure/body.ts'
import type { ExplainOptions } from '../options.ts'
import { progressLine } from '../vitest/progress.ts'
import { timeLeftMs } from '../vitest/time-budget.ts'
import { artifactsOf } from './artifacts.ts'
import type { Surroundings } from './assertion.ts'
import type { MatcherContext } from './context.ts'

const DEFAULT_MAX_HEAP = '512 MB'
const MOST_CALLING_MS = 1500
const LEAST_CALLING_MS = 20
/** Of what the test has left, for the calls: what comes after them does not wait for the event loop, so that no timeout is seen. */
const CALLING_SHARE = 0.4

/** Before the test's timeout, of which a test that leaks is not to hear: it may close what it has opened when the assertion has failed. */
const MARGIN_MS = 400

/** What was kept of a snapshot, if that was asked for. */
export type KeptSnapshot = { readonly path: string } | { readonly reason: string }

export interface Explained {
  /** Absent where nothing was to be explained. */
  readonly explanation?: Explanation
  readonly snapshot?: KeptSnapshot
}

export interface ToExplain {
  readonly sites: readonly LeakingSite[]
  readonly keptBytesPerCall: number
  readonly callsBefore: number
}

export interface ExplainHow {
  readonly body: () => unknown
  readonly option: boolean | ExplainOptions | undefined
  readonly settle: (() => unknown) | undefined
  readonly surroundings: Surroundings
  readonly context: MatcherContext
  readonly subject: string
}

/**
 * A measurement with the explanation of what it found.
 *
 * @param needed what is to be explained of the result; nothing for an assertion that passes
 * @returns a promise exactly if the measurement is one, with what that says of itself
 */
export function withExplanation<Result extends object>(
  measured: Result | Promise<Result>,
  needed: (result: Result) => ToExplain | undefined,
  how: ExplainHow,
): (Result & Explained) | Promise<Result & Explained> {
  const explained = (result: Result): (Result & Explained) | Promise<Result & Explained> => {
    const toExplain = how.option === false ? undefined : needed(result)
    return toExplain ? explain(result, toExplain, how, isThenable(measured)) : result
  }
  if (!isThenable(measured)) return explained(measured)
  const { unawaited } = measured as { unawaited?: string }
  return Object.assign(measured.then(explained), unawaited === undefined ? {} : { unawaited })
}

function explain<Result extends object>(
  result: Result,
  toExplain: ToExplain,
  { body, option, settle, surroundings, context, subject }: ExplainHow,
  isAsynchronous: boolean,
): (Result & Explained) | Promise<Result & Explained> {
  const { progress, kept, ...settings } = explainSettings(option, context, surroundings, subject)
  const { signal, test } = surroundings
  const leftMs = timeLeftMs(test)
  const timeMs = Math.max(LEAST_CALLING_MS, Math.min(MOST_CALLING_MS, CALLING_SHARE * leftMs))
  const explanation = explainLeak({
    ...toExplain,
    ...settings,
    body,
    settle,
    isAsynchronous,
    signal,
    timeMs,
    mostMs: leftMs - MARGIN_MS,
  })
  const done = (found: Explanation): Result & Explained => {
    progress.end()
    const snapshot = kept()
    return { ...result, explanation: found, ...(snapshot && { snapshot }) }
  }
  return isThenable(explanation) ? explanation.then(done) : done(explanation)
}

/** What every explanation is told: how large a heap may be, where its snapshot goes, and who looks on. */
export function explainSettings(
  option: boolean | ExplainOptions | undefined,
  context: MatcherContext,
  { test }: Surroundings,
  subject: string,
) {
  const { maxHeap = DEFAULT_MAX_HEAP, snapshot: isWanted = false } = typeof option === 'object' ? option : {}
  const line = progressLine()
  let snapshot: KeptSnapshot | undefined
  const keep = (path: string): void => {
    snapshot = keepSnapshot(path, artifactsOf(context, test, subject))
  }
  return {
    maxHeapBytes: parseLimit(maxHeap).space ?? Infinity,
    onProgress: line.tell,
    keepSnapshot: isWanted ? keep : undefined,
    progress: line,
    kept: () => snapshot,
  }
}
