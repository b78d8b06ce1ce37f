import type { PprofProfile } from '../pprof-profile.ts'

/**
 * The profile with all values multiplied so that the sum of each sample type is that of the base: for two that were recorded for different
 * times. Rounded to whole numbers.
 */
export function normalized(profile: PprofProfile, base: PprofProfile): PprofProfile {
  const width = profile.sampleTypes.length
  const [own, wanted] = [sums(profile), sums(base)]
  const ratios = own.map((sum, type) => (sum === 0 ? 0 : (wanted[type] ?? 0) / sum))
  const values = profile.samples.values.map((value, index) => {
    const scaled = value * (ratios[index % width] ?? 0)
    // Go rounds a half away from 0. Adding 0 makes a 0 of -0.
    return Math.sign(scaled) * Math.round(Math.abs(scaled)) + 0
  })
  return { ...profile, samples: { ...profile.samples, values } }
}

function sums({ sampleTypes: { length }, samples: { values } }: PprofProfile): number[] {
  const totals = new Array<number>(length).fill(0)
  for (const [index, value] of values.entries()) totals[index % length] = (totals[index % length] ?? 0) + value
  return totals
}
