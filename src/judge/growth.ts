import { type Reading, type Window, windowsOf } from './series.ts'
import type { Live, Site } from './sites.ts'

/**
 * Below this a site counts as flat: what inline caches leave behind is a few objects in a window, and a leak of one object in 20 calls is
 * above it in every window that is long enough to have three.
 */
const LEAST_OBJECTS = [
  { fromCalls: 50, objects: 3 },
  { fromCalls: 4, objects: 2 },
  { fromCalls: 0, objects: 1 },
]
const LEAST_OBJECTS_PER_CALL = 0.02
/** A smi in an array is 4 or 8 bytes. Less than 256 in a window is noise of the same sources. */
const LEAST_BYTES = 256
const LEAST_BYTES_PER_CALL = 2
const LEAST_OFF_HEAP_BYTES = 256
const LEAST_OFF_HEAP_BYTES_PER_CALL = 4

/**
 * A leak grows with every doubling of the calls, so this many windows are looked at; fewer for what grows in steps, where equal rounds
 * confirm.
 */
const WINDOWS = { objects: 3, bytes: 2, 'off-heap': 2 }
/** The last window's rate over the largest: a leak's is 1, a filling cache's or late code's falls by half and more. */
const LEAST_STEADINESS = 0.5
/**
 * Tables grow in steps of 1.5 or 2, of which a window can have one or two; and the first step that is recorded brings with it what the
 * table had before.
 */
const LEAST_STEADINESS_OF_BYTES = 0.1
/** Of the rate before, in rounds of equal length: one step, where there may have been two. */
const LEAST_STEADINESS_IN_ROUNDS = 0.3

export type Figure = 'objects' | 'bytes' | 'off-heap'

/** A figure that was still growing at the last reading. */
export interface Trend {
  readonly figure: Figure
  /** Absent for off-heap memory, which belongs to the isolate. */
  readonly site?: Site
  readonly perCall: number
  /** Grew in each of the last three windows, at a rate that does not fall. */
  readonly sustained: boolean
}

/** What still grows at the last of the readings: nothing, for code that keeps nothing. */
export function growing(readings: readonly Reading[]): Trend[] {
  const last = readings.at(-1)
  if (!last || readings.length < 2) return []
  const trends: Trend[] = []
  for (const site of last.sites.keys()) {
    // What the test runner keeps for itself, its mocks' records for example, is not the code's under test.
    if (site.origin === 'runner') continue
    const objects = trendOf('objects', windowsOf(readings, figureOf(site, 'objects')), site)
    const bytes = objects ?? trendOf('bytes', windowsOf(readings, figureOf(site, 'bytes')), site)
    if (bytes) trends.push(bytes)
  }
  const offHeap =
    trendOf(
      'off-heap',
      windowsOf(readings, (reading) => reading.arrayBuffersBytes),
    ) ??
    trendOf(
      'off-heap',
      windowsOf(readings, (reading) => reading.externalBytes),
    )
  return offHeap ? [...trends, offHeap] : trends
}

const figureOf = (site: Site, figure: keyof Live) => (reading: Reading) => reading.sites.get(site)?.[figure] ?? 0

function trendOf(figure: Figure, windows: readonly Window[], site?: Site): Trend | undefined {
  const last = windows.at(-1)
  if (!last || !grew(figure, last)) return undefined
  return {
    figure,
    ...(site === undefined ? {} : { site }),
    perCall: last.growth / last.calls,
    sustained: isSustained(figure, windows.slice(-WINDOWS[figure])),
  }
}

function isSustained(figure: Figure, windows: readonly Window[]): boolean {
  if (windows.length < WINDOWS[figure] || !windows.every((window) => grew(figure, window))) return false
  const rates = windows.map(({ growth, calls }) => growth / calls)
  return (rates.at(-1) ?? 0) >= (figure === 'bytes' ? LEAST_STEADINESS_OF_BYTES : LEAST_STEADINESS) * Math.max(...rates)
}

function grew(figure: Figure, { calls, growth }: Window): boolean {
  return growth >= least(figure, calls)
}

function least(figure: Figure, calls: number): number {
  switch (figure) {
    case 'objects':
      return Math.max(
        LEAST_OBJECTS.find(({ fromCalls }) => calls >= fromCalls)?.objects ?? 1,
        LEAST_OBJECTS_PER_CALL * calls,
      )
    case 'bytes':
      return Math.max(LEAST_BYTES, LEAST_BYTES_PER_CALL * calls)
    case 'off-heap':
      return Math.max(LEAST_OFF_HEAP_BYTES, LEAST_OFF_HEAP_BYTES_PER_CALL * calls)
  }
}

/** Objects that are expected: if the rate is one, none comes in one case of five, which is no proof of the rate. */
const LEAST_EXPECTED = 1.5

/**
 * Whether objects go on growing at their rate through windows of uneven length.
 *
 * @param readings one before the windows and one after each
 */
export function growsThroughUnevenWindows({ site, perCall }: Trend, readings: readonly Reading[]): boolean {
  if (!site) return false
  // A leak in few of the calls scatters as counts do.
  const isEnough = ({ calls, growth }: Window): boolean =>
    growth >= LEAST_STEADINESS * perCall * calls - 2 * Math.sqrt(perCall * calls)
  const objects = figureOf(site, 'objects')
  const ends = [readings[0], readings.at(-1)].filter((reading) => reading !== undefined)
  const isProven = ({ calls, growth }: Window): boolean => growth >= 1 || perCall * calls < LEAST_EXPECTED
  return (
    windowsOf(readings, objects).every(isEnough) &&
    windowsOf(ends, objects).every((whole) => isEnough(whole) && isProven(whole))
  )
}

/**
 * Of what grew in steps (tables, memory off the heap): what grows on through rounds of equal length. The table of a WeakSet is as large
 * as the calls between two collections make it, so equal rounds leave it alone; an array of numbers grows on, as fast as before.
 *
 * @param rounds a reading after each round; from the first to the last the calls double
 */
export function growThroughEqualRounds(trends: readonly Trend[], rounds: readonly Reading[]): Trend[] {
  const [first, last] = [rounds[0], rounds.at(-1)]
  if (!first || !last) return []
  const grown = growing([first, last])
  return trends.filter((trend) =>
    grown.some(
      ({ figure, site, perCall }) =>
        figure === trend.figure && site === trend.site && perCall >= LEAST_STEADINESS_IN_ROUNDS * trend.perCall,
    ),
  )
}
