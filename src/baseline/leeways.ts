import type { Leeways } from './compare.ts'

/** What one call allocates is exact in the steady state. */
const ASSERTION_TOLERANCE = 0.05
/** Figures from a sample. */
const LEAST_ESTIMATED_TOLERANCE = 0.5
/**
 * A Map takes 48 B a call or 272 B, and an array's or object's table up to 400 B for three objects, as the calls that are looked at have it
 * doubled or not: that depends on what is in it already, when a test is repeated or runs alone. It is objects that tell a small leak.
 */
const TABLE_BYTES_PER_OBJECT = 256
/** A few over some hundred calls: tables that were replaced, and the call at which it was looked. */
const FEW_OBJECTS = 0.02

/**
 * For `toMatchHeapBaseline`.
 *
 * @param tolerance share of the committed figures, 0.05 for 5 %
 * @param samplingIntervalBytes 1: what is retained was counted one by one
 */
export function assertionLeeways(tolerance = ASSERTION_TOLERANCE, samplingIntervalBytes = 1): Leeways {
  return {
    allocated: { tolerance, slack: { bytes: 0, objects: 0 } },
    retained: {
      tolerance: samplingIntervalBytes > 1 ? Math.max(tolerance, LEAST_ESTIMATED_TOLERANCE) : tolerance,
      slack: { bytes: 0, objects: FEW_OBJECTS },
      bytesPerObject: TABLE_BYTES_PER_OBJECT,
    },
    newSite: { bytes: 0, objects: 0 },
  }
}

const TEST_TOLERANCE = 0.1
/** Code that runs for the first time keeps feedback, caches and compiled code: up to 55 kB in the first test of a file. */
const TEST_NOISE = { bytes: 64 * 1024, objects: 1000 }

/** For whole tests, which run once, in code that is cold. */
export const testLeeways = (tolerance = TEST_TOLERANCE): Leeways => ({
  allocated: { tolerance, slack: TEST_NOISE },
  retained: { tolerance, slack: TEST_NOISE },
  newSite: TEST_NOISE,
})
