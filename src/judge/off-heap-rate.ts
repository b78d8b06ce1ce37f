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
  const bytes = grown.slice(1).reduce((sum, each) => sum + each.bytes, 0)
  return bytes / (last.index - first.index)
}
