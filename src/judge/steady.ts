/** What one round of calls has allocated, on the heap. */
export interface Round {
  readonly bytes: number
  readonly objects: number
}

/** The round that counts, and why it is that one. */
export interface SteadyRound extends Round {
  readonly basis: /** Rounds are the same to the byte. */
    | 'alike'
    /** They are nearly the same: V8 does some work of its own now and then, which always adds, so the least of them counts. */
    | 'least'
    /** The body allocates now more, now less. */
    | 'median'
  /** Of all rounds that were looked at. */
  readonly leastBytes: number
  readonly mostBytes: number
}

/** In a row, at the end. */
const ALIKE = 3

/** What V8 itself allocates in a round: feedback, maps, code of regular expressions. */
const OWN_OBJECTS = 16
const OWN_BYTES = 2048
const OWN_SHARE = 0.01

const isSame = (a: Round, b: Round): boolean => a.bytes === b.bytes && a.objects === b.objects

/** Whether the last rounds agree, so that no more are needed. */
export function isSteady(rounds: readonly Round[]): boolean {
  const [last] = rounds.slice(-1)
  return last !== undefined && rounds.length >= ALIKE && rounds.slice(-ALIKE).every((round) => isSame(round, last))
}

/**
 * The figure of several rounds of equally many calls.
 *
 * Code gets better while it is warmed up, and V8's own work comes on top, so rounds that agree are the truth. Where none do, small
 * differences are taken for V8's and the least round counts; large ones are the body's, and it is the median.
 *
 * @param rounds at least one, oldest first
 */
export function steadyRound(rounds: readonly Round[]): SteadyRound {
  const sorted = [...rounds].sort((a, b) => a.bytes - b.bytes || a.objects - b.objects)
  const [least, largest] = [sorted[0], sorted.at(-1)]
  if (!least || !largest) throw new RangeError('no rounds')
  const spread = { leastBytes: least.bytes, mostBytes: largest.bytes }
  const [last] = rounds.slice(-1)
  if (last && isSteady(rounds)) return { ...last, basis: 'alike', ...spread }
  const times = sorted.map((round) => sorted.filter((other) => isSame(round, other)).length)
  const most = Math.max(...times)
  const usual = sorted[times.indexOf(most)]
  if (usual && 2 * most > rounds.length) return { ...usual, basis: 'alike', ...spread }
  const isOwnWork =
    largest.bytes - least.bytes <= Math.max(OWN_BYTES, OWN_SHARE * least.bytes) &&
    Math.max(...rounds.map(({ objects }) => objects)) - least.objects <=
      Math.max(OWN_OBJECTS, OWN_SHARE * least.objects)
  if (isOwnWork) return { ...least, basis: 'least', ...spread }
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? least
  return { ...median, basis: 'median', ...spread }
}
