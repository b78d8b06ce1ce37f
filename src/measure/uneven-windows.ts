import { growsThroughUnevenWindows, type Trend } from '../judge/growth.ts'
import type { Readings, Taken } from './growth-readings.ts'
import type { Course } from './steps.ts'

/** Shares of the calls so far, no one a multiple of another. */
const SHARES = [0.13, 0.17, 0.11]
/** Objects that the windows together are to show: none of so many is one case of fifty. */
const TELLING_OBJECTS = 4
/** Windows are made longer for that, up to as many calls again. */
const MOST_STRETCH = 2.5

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
  const stretched = stretchFor(trends, last.calls)
  for (const share of SHARES) {
    const size = Math.max(1, Math.floor(Math.min(share * stretched, affordableCalls / SHARES.length)))
    yield* all.call(size)
    yield* all.settle('thoroughly')
    readings.push(all.take((readings.at(-1) as Taken).calls + size))
  }
  return trends.filter((trend) => trend.figure !== 'objects' || growsThroughUnevenWindows(trend, readings))
}

/** Of how many calls the windows are a share. */
function stretchFor(trends: readonly Trend[], calls: number): number {
  const rates = trends.flatMap(({ figure, perCall }) => (figure === 'objects' ? perCall : []))
  const expected = SHARES.reduce((sum, share) => sum + share, 0) * calls * Math.min(...rates)
  return calls * Math.min(MOST_STRETCH, Math.max(1, TELLING_OBJECTS / expected))
}
