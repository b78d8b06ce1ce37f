import type { Profile } from '../../profile/profile.ts'
import type { KeptFigures } from './likely-places.ts'

/** Of what a test keeps, a file whose code is on the stacks of less than this has not made it. */
const LEAST_SHARE = 0.25

/**
 * The files whose code is on the stacks of a good part of what a test keeps. None where memory off the heap has no stack: then it is not
 * known who made it.
 *
 * @param current in generated positions
 */
export function makersOf(current: Profile, { heapBytes, offHeapBytes }: KeptFigures): ReadonlySet<string> {
  const bytesOf = new Map<string, number>()
  for (const { stack, bytes } of current) {
    for (const file of new Set(stack.map(({ file }) => file))) bytesOf.set(file, (bytesOf.get(file) ?? 0) + bytes)
  }
  const least = LEAST_SHARE * (heapBytes + offHeapBytes)
  return new Set([...bytesOf].filter(([, bytes]) => bytes >= least).map(([file]) => file))
}
