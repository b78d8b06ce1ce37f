import { ProfileError } from './profile-error.ts'

/**
 * How many strings, types, mappings, functions, locations, lines and labels a profile may have. They become objects of about 100 bytes each
 * on the V8 heap, and a heap that is full ends the process, which nobody can catch. The largest profiles of large servers have some
 * 100,000; samples, of which there are millions, are columns outside the heap and not counted here.
 */
const MAX_OBJECTS = 5_000_000

/** Called for each of them. */
export type Spend = () => void

export function budget(): Spend {
  let left = MAX_OBJECTS
  return () => {
    if (--left < 0) {
      throw new ProfileError(
        `it has more than ${MAX_OBJECTS} strings, functions, locations, lines and labels, which is more than can be read`,
      )
    }
  }
}
