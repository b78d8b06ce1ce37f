import type { Baseline, BaselineEntry, EntryKind, HeapFigures, SiteAmount } from './baseline.ts'

/** Where figures are in a file. */
export interface FiguresPlace {
  readonly kind: EntryKind
  /** `full name of the test`, or `full name of the test 1` for an assertion. */
  readonly key: string
  /** `node20 x64`. */
  readonly environment: string
}

export const entryAt = (baseline: Baseline, { kind, key }: Pick<FiguresPlace, 'kind' | 'key'>): BaselineEntry =>
  baseline[kind].get(key) ?? new Map()

/**
 * The file with these figures at their place, and all others as they were. What was accepted of a site stays, also from the figures of
 * another Node: the reason is the same there.
 */
export function withFigures(baseline: Baseline, place: FiguresPlace, figures: HeapFigures): Baseline {
  const { kind, key, environment } = place
  const entry = entryAt(baseline, place)
  const others = [entry.get(environment), ...entry.values()].flatMap((one) => one ?? [])
  const sites = new Map(
    [...figures.sites].map(([fingerprint, { bytes, objects }]): [string, SiteAmount] => {
      const accepted = others
        .map(({ sites }) => sites.get(fingerprint)?.accepted)
        .find((reason) => reason !== undefined)
      return [fingerprint, { bytes, objects, ...(accepted === undefined ? {} : { accepted }) }]
    }),
  )
  const changed = new Map([...entry, [environment, { ...figures, sites }]])
  return { ...baseline, [kind]: new Map([...baseline[kind], [key, changed]]) }
}
