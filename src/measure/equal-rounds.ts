import { growThroughEqualRounds, type Trend } from '../judge/growth.ts'
import type { Readings, Taken } from './growth-readings.ts'
import type { Course } from './steps.ts'

const ROUNDS = 4

/**
 * Rounds of equal length that together double all calls so far, which makes a growing table grow.
 *
 * @returns those of the suspects, tables and memory off the heap, that grow on
 */
export function* equalRounds(
  all: Readings,
  last: Taken,
  suspects: readonly Trend[],
  depth: 'quickly' | 'thoroughly',
): Course<Trend[]> {
  const size = Math.max(1, Math.ceil(all.totalCalls / ROUNDS))
  const rounds = [last]
  for (let round = 1; round <= ROUNDS; round++) {
    yield* all.call(size)
    yield* all.settle(depth)
    rounds.push(all.take(last.calls + round * size))
  }
  return growThroughEqualRounds(suspects, rounds)
}
