/**
 * Bytes off the heap that one call allocates on average, from what each of several calls in a row did.
 *
 * Small Buffers share a pool, so that one call in many takes 8 kB and the others nothing. Only whole periods count, from one such call
 * to another one: that way it does not matter how full the pool was at the beginning.
 *
 * @param growthBytes of each call, in order; what was freed in it is no growth
 */
export function offHeapRate(growthBytes: readonly number[]): number {
  const grown = growthBytes.flatMap((bytes, index) => (bytes > 0 ? [{ bytes, index }] : []))
  const [first] = grown
  const last = grown.at(-1)
  if (!first || !last) return 0
  if (first === last) return first.bytes / growthBytes.length
  const callsPerGrowth = (last.index - first.index) / (grown.length - 1)
  const sizes = grown.map(({ bytes }) => bytes)
  return (usualBytes(sizes) ?? average(sizes.slice(1))) / callsPerGrowth
}

/** So many of them are equal where something else was freed in the middle of the others. */
const USUAL_SHARE = 0.8

/** What nearly all of them are, if they are. */
function usualBytes(sizes: readonly number[]): number | undefined {
  const sorted = [...sizes].sort((a, b) => a - b)
  const median = sorted[sorted.length >> 1]
  return sizes.filter((bytes) => bytes === median).length >= USUAL_SHARE * sizes.length ? median : undefined
}

const average = (sizes: readonly number[]): number => sizes.reduce((sum, bytes) => sum + bytes, 0) / sizes.length
