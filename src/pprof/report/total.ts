import { isBaseSample } from '../diff.ts'
import type { PprofProfile } from '../pprof-profile.ts'

/** What 100% is: the samples' magnitudes; where a base was subtracted by `diff_base`, only those of the base. */
export function totalOf({ samples, sampleTypes }: PprofProfile, valueIndex: number): number {
  const { values, count, labels } = samples
  const width = sampleTypes.length
  let total = 0
  for (let at = valueIndex; at < count * width; at += width) total += Math.abs(values[at] ?? 0)
  let ofBase = 0
  for (const [sample, ofSample] of labels) {
    if (isBaseSample(ofSample)) ofBase += Math.abs(values[sample * width + valueIndex] ?? 0)
  }
  return ofBase > 0 ? ofBase : total
}
