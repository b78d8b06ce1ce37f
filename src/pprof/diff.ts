import { mergeProfiles } from './merge.ts'
import type { PprofLabel, PprofProfile } from './pprof-profile.ts'
import { scale } from './scale.ts'

const BASE: PprofLabel = { key: 'pprof::base', text: 'true' }

/**
 * What `current` has more than `base`, as `go tool pprof` subtracts them:
 *
 * - `'base'`: for profiles that count from the start of a process, of which the earlier one is a part of the later one. Stacks are
 *   subtracted one by one, and percentages are of what is left: the sum of all sizes, be they above or below 0.
 * - `'diff_base'`: to compare two profiles. The samples of the base stay, with values below 0 and the label `pprof::base=true`.
 *   **A report recognises them by `isBaseSample`**: its percentages are of the sum of the sizes of those alone, where there are any, and
 *   the label itself is none of a tag report's, and no reason to keep two samples apart.
 *
 * @throws ProfileError the two have different sample types
 */
export function diffProfile(base: PprofProfile, current: PprofProfile, kind: 'base' | 'diff_base'): PprofProfile {
  const labelled = kind === 'diff_base' ? withBaseLabel(base) : base
  return mergeProfiles([current, scale(labelled, -1)])
}

/** Whether a sample with these labels is one of the base of a `diff_base`. */
export const isBaseSample = (labels: readonly PprofLabel[] | undefined): boolean =>
  labels?.some(({ key, text }) => key === BASE.key && text === BASE.text) ?? false

function withBaseLabel(profile: PprofProfile): PprofProfile {
  const labelled = new Map<readonly PprofLabel[] | undefined, readonly PprofLabel[]>()
  const labels = new Map<number, readonly PprofLabel[]>()
  for (let sample = 0; sample < profile.samples.count; sample++) {
    const before = profile.samples.labels.get(sample)
    // Most samples share their list of labels with others, here as in the result.
    const after = labelled.get(before) ?? [...(before ?? []).filter(({ key }) => key !== BASE.key), BASE]
    labelled.set(before, after)
    labels.set(sample, after)
  }
  return { ...profile, samples: { ...profile.samples, labels } }
}
