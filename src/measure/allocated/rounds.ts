import { nowMs } from '../../clock.ts'
import { waitForCompilers } from '../../heap/steady-state.ts'
import { pauseTierUp } from '../../heap/tier-up.ts'
import { isSteady, type Round, type SteadyRound, steadyRound } from '../../judge/steady.ts'
import type { Course } from '../steps.ts'
import type { Recorder } from './recorder.ts'

export interface Rounds extends SteadyRound {
  readonly count: number
}

/** Between two series: as many calls as were made so far, up to this, so that what has not been compiled yet is. */
const MOST_CALLS_BETWEEN = 25_000
const MOST_MS_BETWEEN = 40
const LEAST_ROUNDS = 6

export interface RoundsHow {
  readonly calls: number
  readonly callMs: number
  readonly warmupCalls: number
  readonly mostRounds: number
  /** On the clock of `nowMs`. */
  readonly endMs: number
}

/**
 * Rounds of equally many calls, until they agree. The compilers rest in them, since they allocate, and get to work in between: where
 * that makes a later round a smaller one, the code had not been in its last state, and the series begins anew.
 */
export function* measureRounds(recorder: Recorder, how: RoundsHow): Course<Rounds> {
  const { calls, callMs, warmupCalls, mostRounds, endMs } = how
  let rounds: Round[] = []
  let count = 0
  const isOver = (): boolean => count >= mostRounds || (count >= LEAST_ROUNDS && nowMs() >= endMs)
  for (;;) {
    const resumeTierUp = pauseTierUp()
    try {
      do {
        rounds.push(yield* recorder.round(calls))
        count++
      } while (!isSteady(rounds) && !isOver())
    } finally {
      resumeTierUp()
    }
    const figure = steadyRound(rounds)
    if (isOver()) return { ...figure, count }
    yield* recorder.calls(Math.ceil(Math.min(MOST_CALLS_BETWEEN, warmupCalls, MOST_MS_BETWEEN / callMs)))
    waitForCompilers()
    const check = yield* recorder.round(calls)
    count++
    if (check.bytes >= figure.bytes && check.objects >= figure.objects) return { ...figure, count }
    rounds = [check]
  }
}
