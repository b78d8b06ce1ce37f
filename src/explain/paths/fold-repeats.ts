/** Steps that come several times in a row, once: a linked list is `next ×31`. */
export interface Folded<T> {
  readonly items: readonly T[]
  /** 1: it came once. */
  readonly times: number
}

const LONGEST_PERIOD = 4

/**
 * Folds runs of equal steps, or of equal groups of up to four steps.
 *
 * @param keyOf steps with equal keys are equal
 * @param leftOut how many more repeats of what ends with a step were left out before
 */
export function foldRepeats<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  leftOut: (item: T) => number = () => 0,
): Folded<T>[] {
  const keys = items.map(keyOf)
  const folded: Folded<T>[] = []
  let at = 0
  while (at < items.length) {
    const { period, times } = repetitionAt(keys, at)
    const run = items.slice(at, at + period * times)
    folded.push({ items: run.slice(0, period), times: run.reduce((sum, item) => sum + leftOut(item), times) })
    at += run.length
  }
  return folded
}

function repetitionAt(keys: readonly string[], at: number): { period: number; times: number } {
  for (let period = 1; period <= LONGEST_PERIOD; period++) {
    let times = 1
    while (isSame(keys, at, at + period * times, period)) times++
    if (times > 1) return { period, times }
  }
  return { period: 1, times: 1 }
}

function isSame(keys: readonly string[], a: number, b: number, length: number): boolean {
  if (b + length > keys.length) return false
  for (let i = 0; i < length; i++) if (keys[a + i] !== keys[b + i]) return false
  return true
}
