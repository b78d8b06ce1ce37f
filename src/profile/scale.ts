import type { Profile } from './profile.ts'

/**
 * What one call accounts for: every figure divided by the number of calls, so figures may be fractions.
 *
 * @param calls the calls that the profile covers
 * @throws RangeError when `calls` is not above zero
 */
export function perCall(profile: Profile, calls: number): Profile {
  if (!(calls > 0)) throw new RangeError(`perCall needs a number of calls above 0, got ${calls}`)
  return profile.map(({ stack, objects, bytes, offHeapBytes }) => ({
    stack,
    objects: objects / calls,
    bytes: bytes / calls,
    ...(offHeapBytes === undefined ? {} : { offHeapBytes: offHeapBytes / calls }),
  }))
}
