import type { PprofProfile } from './pprof-profile.ts'

/**
 * The profile with all values multiplied, rounded to whole numbers as Go does: a half away from 0. Samples of which nothing is left stay,
 * with values of 0; merging leaves them out.
 */
export function scale(profile: PprofProfile, factor: number): PprofProfile {
  const values = profile.samples.values.map((value) => roundedAwayFromZero(value * factor))
  return { ...profile, samples: { ...profile.samples, values } }
}

// Adding 0 makes -0, which is what 0 times -1 is, a 0.
const roundedAwayFromZero = (value: number): number => Math.sign(value) * Math.round(Math.abs(value)) + 0
