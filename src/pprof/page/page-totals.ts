import type { PprofProfile } from '../pprof-profile.ts'

/** How pprof marks samples of a base that was subtracted. */
const BASE_LABEL = 'pprof::base'

/**
 * What 100% is, a figure for each sample type: all samples, each taken as positive. Where the samples of a base are marked, percentages are of
 * the base alone, as in pprof's `-diff_base`.
 */
export function pageTotals({ samples, sampleTypes }: PprofProfile): number[] {
  const width = sampleTypes.length
  const all = sampleTypes.map(() => 0)
  const ofBase = sampleTypes.map(() => 0)
  for (let sample = 0; sample < samples.count; sample++) {
    const isBase = samples.labels.get(sample)?.some(({ key, text }) => key === BASE_LABEL && text === 'true') ?? false
    for (let type = 0; type < width; type++) {
      const size = Math.abs(samples.values[sample * width + type] as number)
      all[type] = (all[type] as number) + size
      if (isBase) ofBase[type] = (ofBase[type] as number) + size
    }
  }
  return all.map((total, type) => ofBase[type] || total)
}
