/**
 * What is alive of the whole heap, in bytes, between calls that are not recorded. In columns that are there from the start, and read
 * without making objects: whatever the reader makes or keeps is in the next reading, and the shapes of its objects for two more.
 */
export interface Totals {
  length: number
  /** Of the body so far, those before the first reading too. */
  readonly calls: Float64Array
  readonly heapBytes: Float64Array
  readonly offHeapBytes: Float64Array
}

/** `flat`: nothing is kept. `grows`: in proportion to the calls. `open`: neither can be said yet. */
export type HeapCourse = 'flat' | 'grows' | 'open'

/** @param most readings that there will be */
export const noTotals = (most: number): Totals => ({
  length: 0,
  calls: new Float64Array(most),
  heapBytes: new Float64Array(most),
  offHeapBytes: new Float64Array(most),
})

/**
 * With compilers paused, the size of a heap at rest is exact: 0 B of growth in 64 calls for 14 of 16 bodies on Node 20 to 26, from the
 * third collection on, and 8 to 24 B less while something of the runtime is let go.
 */
const LEAST_OBJECT_BYTES = 16
const FALL_BYTES = 16
const LEAST_OFF_HEAP_BYTES = 256

/** What tables that grow in steps reach at the least, from the second reading on. */
const STEP_BYTES = 512
const STEP_BYTES_PER_CALL = 2

/** Some growth comes and goes again: 384 B on Node 20, at each second collection or each third. Over so many windows it does not. */
const LAGS = [2, 3]
const GROWING_LAGS = 3
/**
 * The slowest of the last rates over the fastest: what is late or fills up slows down. Of leaks by chance in one call of 20, simulated behind the
 * first code of a process, two thirds are called growth too early, at a wrong rate, with a quarter, and one sixth with two fifths.
 */
const LEAST_STEADINESS = 0.4
/** Where there can be no more windows: chance has had fewer. */
const LEAST_SEEMING_STEADINESS = 0.25
const LEAST_SEEMING_TOTALS = 3
/** Growth that two windows are enough for. */
const PLAIN_BYTES_PER_CALL = 64
const PLAIN_STEADINESS = 0.7

/**
 * How the heap as a whole goes on from window to window.
 *
 * @param totals before the first window and after each; the windows after the first are of equal length
 */
export function courseOf(totals: Totals): HeapCourse {
  const last = totals.length - 1
  if (last < 2) return 'open'
  if (isFlat(totals, last - 1, last) || (last > 2 && isFlat(totals, last - 2, last))) {
    return hasGrownInSteps(totals) && !hasDoubled(totals) ? 'open' : 'flat'
  }
  if (last > 2) {
    const [before, now] = [rateOf(totals, last - 2, last - 1), rateOf(totals, last - 1, last)]
    const isSteady = Math.min(before, now) >= PLAIN_STEADINESS * Math.max(before, now)
    if (isSteady && Math.min(before, now) >= PLAIN_BYTES_PER_CALL) return 'grows'
  }
  // The first window has what the warm-up did not reach.
  const isSteady = (lag: number): boolean =>
    last >= lag + GROWING_LAGS && growsSteadily(totals, lag, last - GROWING_LAGS + 1, LEAST_STEADINESS)
  return LAGS.some(isSteady) ? 'grows' : 'open'
}

/**
 * Whether each of the last windows has grown, at about the same rate.
 *
 * @param lag how many readings each goes back
 * @param first reading at which one ends
 * @param steadiness the slowest rate over the fastest, at the least
 */
function growsSteadily(totals: Totals, lag: number, first: number, steadiness: number): boolean {
  let slowest = Infinity
  let fastest = 0
  for (let at = first; at < totals.length; at++) {
    if (growthOf(totals, at - lag, at) < LEAST_OBJECT_BYTES) return false
    const rate = rateOf(totals, at - lag, at)
    slowest = Math.min(slowest, rate)
    fastest = Math.max(fastest, rate)
  }
  return slowest >= steadiness * fastest
}

/**
 * What is to be made of windows of which there can be no more: whether each after the first has grown, and at about the same rate. Less
 * than `courseOf` asks for, and enough to look for the sites.
 */
export const seemsToGrow = (totals: Totals): boolean =>
  totals.length > LEAST_SEEMING_TOTALS && growsSteadily(totals, 1, 2, LEAST_SEEMING_STEADINESS)

/** Windows that a rate is the median of: some bytes come and go again. */
const RATED_WINDOWS = 4

/** Of a heap that grows: by how much, as a rule. */
export function heapBytesPerCall(totals: Totals): number {
  const last = totals.length - 1
  const rates: number[] = []
  for (let at = last; at > Math.max(1, last - RATED_WINDOWS); at--) rates.push(rateOf(totals, at - 1, at))
  rates.sort((a, b) => a - b)
  const middle = (rates.length - 1) / 2
  return ((rates[Math.floor(middle)] ?? 0) + (rates[Math.ceil(middle)] ?? 0)) / 2
}

const growthOf = ({ heapBytes }: Totals, from: number, to: number): number =>
  (heapBytes[to] as number) - (heapBytes[from] as number)

const rateOf = (totals: Totals, from: number, to: number): number =>
  growthOf(totals, from, to) / ((totals.calls[to] as number) - (totals.calls[from] as number))

function isFlat(totals: Totals, from: number, to: number): boolean {
  const growth = growthOf(totals, from, to)
  const offHeapGrowth = (totals.offHeapBytes[to] as number) - (totals.offHeapBytes[from] as number)
  return growth <= 0 && growth >= -FALL_BYTES && offHeapGrowth < LEAST_OFF_HEAP_BYTES
}

/**
 * Whether more has come since the first window than what goes for noise. It may be a table, which is flat for as many calls as it has
 * entries, and then grows by half of them or doubles.
 */
export function hasGrownInSteps(totals: Totals): boolean {
  const last = totals.length - 1
  const calls = (totals.calls[last] as number) - (totals.calls[1] as number)
  return last > 1 && growthOf(totals, 1, last) >= Math.max(STEP_BYTES, STEP_BYTES_PER_CALL * calls)
}

/** Whether the last window is as long as all calls before it, in which any table grows. */
function hasDoubled({ length, calls }: Totals): boolean {
  return (calls[length - 1] as number) >= 2 * (calls[length - 2] as number)
}

/** Of the rate before. */
const CONFIRMED_SHARE = 0.4
/** What one window may lose to growth that comes and goes. */
const WINDOW_NOISE_BYTES = 512
const WINDOW_SHARE = 0.25

/**
 * Whether the heap goes on growing at its rate through windows of uneven length: a cache that fills and a batch that is emptied do not.
 *
 * @param totals before the windows and after each
 * @param mostBytesPerCall if it grows by more, it does so on somebody else's account
 */
export function goesOnGrowing(totals: Totals, bytesPerCall: number, mostBytesPerCall = Infinity): boolean {
  const last = totals.length - 1
  if (last < 1) return false
  const rate = rateOf(totals, 0, last)
  if (rate < CONFIRMED_SHARE * bytesPerCall || rate > mostBytesPerCall) return false
  for (let at = 1; at <= last; at++) {
    const expected = bytesPerCall * ((totals.calls[at] as number) - (totals.calls[at - 1] as number))
    if (growthOf(totals, at - 1, at) < WINDOW_SHARE * expected - WINDOW_NOISE_BYTES) return false
  }
  return true
}
