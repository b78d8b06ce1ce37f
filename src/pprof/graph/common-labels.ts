import type { PprofLabel } from '../pprof-profile.ts'
import type { Prepared } from '../report/prepared.ts'

const keyOf = ({ key, text }: PprofLabel): string => `${key}: ${text}`

/**
 * Labels that all samples have, such as vitest-leak's test and file, said once in the legend: pprof hangs a box with them on every node. All other
 * labels stay.
 */
export function commonLabelsInLegend(prepared: Prepared): Prepared {
  const { profile } = prepared
  const { labels, count } = profile.samples
  if (labels.size < count || count === 0) return prepared
  const [first = [], ...others] = new Set(labels.values())
  const common = new Set(first.filter(({ number }) => number === undefined).map(keyOf))
  for (const list of others) {
    const here = new Set(list.map(keyOf))
    for (const key of common) if (!here.has(key)) common.delete(key)
  }
  if (common.size === 0) return prepared
  // Most samples share their list of labels with others.
  const shorter = new Map<readonly PprofLabel[], readonly PprofLabel[]>()
  const rest = new Map<number, readonly PprofLabel[]>()
  for (const [sample, list] of labels) {
    const left = shorter.get(list) ?? list.filter((label) => !common.has(keyOf(label)))
    shorter.set(list, left)
    if (left.length > 0) rest.set(sample, left)
  }
  return {
    ...prepared,
    profile: {
      ...profile,
      samples: { ...profile.samples, labels: rest },
      comments: [...profile.comments, ...[...common].sort()],
    },
  }
}
