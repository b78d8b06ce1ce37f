import type { Trend } from './growth.ts'
import { heapBytesOf, type Reading } from './series.ts'
import type { Live } from './sites.ts'

/**
 * A table of code that is not the project's may be a queue with a bound, and only after so many calls it is more: undici's takes in 256
 * requests before it lets go of the first, and the first 128 calls of a body with two of them look like a leak.
 */
const LEAST_FOREIGN_CALLS = 512
/** Unless it is larger than such queues. */
const LARGE_TABLE_BYTES = 64 * 1024
/** What the project's own code has to have put into it: an array of numbers has 8 B for each. */
const LEAST_OWN_BYTES = 256
/** Of what a table grew by, that all sites together have to have grown by. */
const LEAST_SHARE_OF_SUM = 0.3

/**
 * Whether what grew at a site, without objects, is a table that goes on growing, as far as that can be told:
 * - one that Node's code or a dependency's has made needs more calls, since it may have a bound
 * - one that is made anew moves its bytes from the site that made it last: only if all sites together have grown has it grown
 *
 * @param readings up to the last at which it grew
 * @returns true for what is no table
 */
export function isGrowingTable({ figure, site, perCall }: Trend, readings: readonly Reading[]): boolean {
  if (figure !== 'bytes' || !site) return true
  const [first, before, last] = [readings[0], readings.at(-2), readings.at(-1)]
  if (!first || !before || !last) return false
  const [made, alive] = [first.sites.get(site) ?? NOTHING, last.sites.get(site) ?? NOTHING]
  const isLarge = alive.bytes - made.bytes >= LARGE_TABLE_BYTES
  const isOwn = site.origin === 'project' && ownBytes(alive) - ownBytes(made) >= LEAST_OWN_BYTES
  if (!isLarge && !isOwn && last.calls < LEAST_FOREIGN_CALLS) return false
  return heapBytesOf(last) - heapBytesOf(before) >= LEAST_SHARE_OF_SUM * perCall * (last.calls - before.calls)
}

const NOTHING: Live = { objects: 0, bytes: 0 }

const ownBytes = ({ bytes, nodeBytes = 0 }: Live): number => bytes - nodeBytes
