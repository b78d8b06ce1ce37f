import { type Frame, type Profile, type Sample, stackKey } from './profile.ts'

/**
 * One sample a stack: samples with equal stacks are added up, those of which nothing is left are dropped.
 * Every operation that can make two stacks equal (mapping, folding, subtraction) ends here.
 */
export function mergeSamples(samples: Iterable<Sample>): Profile {
  const sums = new Map<
    string,
    { stack: readonly Frame[]; objects: number; bytes: number; offHeapBytes: number; arrayBuffers: number }
  >()
  for (const { stack, objects, bytes, offHeapBytes = 0, arrayBuffers = 0 } of samples) {
    const key = stackKey(stack)
    const sum = sums.get(key)
    if (sum === undefined) {
      sums.set(key, { stack, objects, bytes, offHeapBytes, arrayBuffers })
    } else {
      sum.objects += objects
      sum.bytes += bytes
      sum.offHeapBytes += offHeapBytes
      sum.arrayBuffers += arrayBuffers
    }
  }
  return [...sums.values()]
    .filter((sum) => sum.objects !== 0 || sum.bytes !== 0 || sum.offHeapBytes !== 0)
    .map(({ offHeapBytes, arrayBuffers, ...sample }) => ({
      ...sample,
      ...(offHeapBytes !== 0 && { offHeapBytes }),
      ...(arrayBuffers > 0 && { arrayBuffers }),
    }))
}
