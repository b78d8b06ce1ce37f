import type { Profile, Sample } from './profile.ts'

/** One figure of all samples. */
export const sumOf = (profile: Profile, figure: (sample: Sample) => number): number =>
  profile.reduce((sum, sample) => sum + figure(sample), 0)
