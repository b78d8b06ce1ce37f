import { growThroughEqualRounds, type Trend } from '../judge/growth.ts'
import type { Readings, Taken } from './growth-readings.ts'
import type { Course } from './steps.ts'

/** Of a quarter of all calls so far each: the five that count take the calls from 1.25 times to 2.5 times, so that any table grows. */
const ROUNDS_TO_DOUBLE = 4
const COUNTED_ROUNDS = 5

/**
 * Rounds of equal length, which leave the table of a WeakSet alone.
 *
 * @param affordableCalls rounds are shorter where time is short: a table may then seem not to grow
 * @returns those of the suspects, tables and memory off the heap, that grow on
 */
export function* equalRounds(
  all: Readings,
  last: Taken,
  suspects: readonly Trend[],
  depth: 'quickly' | 'thoroughly',
  affordableCalls: number,
): Course<Trend[]> {
  const size = Math.max(
    1,
    Math.ceil(Math.min(all.totalCalls / ROUNDS_TO_DOUBLE, affordableCalls / (COUNTED_ROUNDS + 1))),
  )
  const rounds: Taken[] = []
  // Not counted from before the first round: V8's cache of compiled sources lets go of an entry some collections after its last use.
  for (let round = 1; round <= COUNTED_ROUNDS + 1; round++) {
    yield* all.call(size)
    yield* all.settle(depth)
    rounds.push(all.take(last.calls + round * size))
  }
  return growThroughEqualRounds(suspects, rounds)
}
