import { type Frame, type Profile, type Sample, stackKey } from './profile.ts'

/**
 * One sample a stack: samples with equal stacks are added up, those of which nothing is left are dropped.
 * Every operation that can make two stacks equal (mapping, folding, subtraction) ends here.
 */
export function mergeSamples(samples: Iterable<Sample>): Profile {
  const sums = new Map<string, { stack: readonly Frame[]; objects: number; bytes: number; offHeapBytes: number }>()
  for (const { stack, objects, bytes, offHeapBytes = 0 } of samples) {
    const key = stackKey(stack)
    const sum = sums.get(key)
    if (sum === undefined) {
      sums.set(key, { stack, objects, bytes, offHeapBytes })
    } else {
      sum.objects += objects
      sum.bytes += bytes
      sum.offHeapBytes += offHeapBytes
    }
  }
  return [...sums.values()]
    .filter((sum) => sum.objects !== 0 || sum.bytes !== 0 || sum.offHeapBytes !== 0)
    .map(({ offHeapBytes, ...sample }) => (offHeapBytes === 0 ? sample : { ...sample, offHeapBytes }))
}
