import { growsThroughUnevenWindows, type Trend } from '../judge/growth.ts'
import type { Readings, Taken } from './growth-readings.ts'
import type { Course } from './steps.ts'

/** Shares of the calls so far, no one a multiple of another. */
const SHARES = [0.13, 0.17, 0.11]

/**
 * Windows at odd places after the last checkpoint. What is filled and emptied every so many calls, a batch for example, can by chance
 * be twice as full at each doubling of the calls: one period in eight is. At uneven places it is not.
 *
 * @param affordableCalls windows are shorter where time is short
 * @returns those of the trends in objects that go on at their rate, and all others
 */
export function* unevenWindows(
  all: Readings,
  last: Taken,
  trends: readonly Trend[],
  affordableCalls: number,
): Course<Trend[]> {
  const readings = [last]
  for (const share of SHARES) {
    const size = Math.max(1, Math.floor(Math.min(share * last.calls, affordableCalls / SHARES.length)))
    yield* all.call(size)
    yield* all.settle('thoroughly')
    readings.push(all.take((readings.at(-1) as Taken).calls + size))
  }
  return trends.filter((trend) => trend.figure !== 'objects' || growsThroughUnevenWindows(trend, readings))
}
