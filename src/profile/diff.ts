import { mergeSamples } from './merge.ts'
import type { Profile, Sample } from './profile.ts'

const negated = ({ stack, objects, bytes, offHeapBytes = 0 }: Sample): Sample => ({
  stack,
  objects: -objects,
  bytes: -bytes,
  offHeapBytes: -offHeapBytes,
})

/**
 * What `current` holds more than `base`, call stack by call stack, as `pprof -base` subtracts.
 * A stack that holds less has negative figures; one that holds the same is left out.
 */
export function diffBase(current: Profile, base: Profile): Profile {
  return mergeSamples([...current, ...base.map(negated)])
}
