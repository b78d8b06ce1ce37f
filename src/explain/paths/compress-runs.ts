/** A list of numbers in which runs are kept short. */
export interface Compressed {
  readonly items: readonly number[]
  /** Behind which of the items (by their place) how many more repeats of what comes before it were left out. */
  readonly leftOut: ReadonlyMap<number, number>
}

const LONGEST_PERIOD = 8
/** So that whoever looks at them sees that they repeat, and where they end. */
const KEPT_REPEATS = 2

/**
 * Of what repeats (the steps through a linked list), only the first and the last repeat: a path of a million steps is as quick to read as one
 * of ten.
 *
 * @param isSame whether two items, by their places, are equal
 */
export function compressRuns(items: readonly number[], isSame: (a: number, b: number) => boolean): Compressed {
  const kept: number[] = []
  const leftOut = new Map<number, number>()
  let at = 0
  while (at < items.length) {
    const { period, times } = longestRun(items.length, at, isSame)
    const end = at + period * times
    const hasGap = times > KEPT_REPEATS
    for (let i = at; i < end; i++) {
      if (!hasGap || i < at + period || i >= end - period) kept.push(items[i] as number)
    }
    if (hasGap) leftOut.set(kept.length - 1, times - KEPT_REPEATS)
    at = end
  }
  return { items: kept, leftOut }
}

function longestRun(
  length: number,
  at: number,
  isSame: (a: number, b: number) => boolean,
): { period: number; times: number } {
  for (let period = 1; period <= LONGEST_PERIOD; period++) {
    let end = at + period
    while (end < length && isSame(end, end - period)) end++
    const times = Math.floor((end - at) / period)
    if (times > KEPT_REPEATS) return { period, times }
  }
  return { period: 1, times: 1 }
}
