import { growThroughEqualRounds, type Trend } from '../judge/growth.ts'
import type { Readings, Taken } from './growth-readings.ts'
import type { Course } from './steps.ts'

/**
 * Of a quarter of all calls so far each. The first two do not count: V8's cache of compiled sources lets go of an entry some collections
 * after its last use. The six that do take the calls from 1.5 times to 3 times, so that any table grows.
 */
const ROUNDS_TO_DOUBLE = 4
const SETTLING_ROUNDS = 2
const ROUNDS = SETTLING_ROUNDS + 6

/** What they take where time is not short. */
export const callsOfEqualRounds = ({ totalCalls }: Pick<Readings, 'totalCalls'>): number =>
  (ROUNDS * totalCalls) / ROUNDS_TO_DOUBLE

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
  const size = Math.max(1, Math.ceil(Math.min(all.totalCalls / ROUNDS_TO_DOUBLE, affordableCalls / ROUNDS)))
  const rounds: Taken[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    yield* all.call(size)
    yield* all.settle(depth)
    if (round >= SETTLING_ROUNDS) rounds.push(all.take(last.calls + round * size))
  }
  return growThroughEqualRounds(suspects, rounds)
}
