import { type Baseline, environmentName, type HeapFigures } from './baseline.ts'
import { type BaselineComparison, compareFigures, type Leeways } from './compare.ts'
import { entryAt, type FiguresPlace, withFigures } from './entry.ts'
import { readBaseline } from './read.ts'
import { roundedFigures } from './rounded.ts'
import { updateBaseline } from './update.ts'
import type { UpdateMode } from './update-mode.ts'

export interface BaselineCheck extends Pick<FiguresPlace, 'kind' | 'key'> {
  /** Absolute: see `baselinePath`. */
  readonly path: string
  /** Absolute; messages name the file from there. */
  readonly root: string
  readonly mode: UpdateMode
}

/** There are no figures to compare with, and none may be written. */
export interface MissingFigures {
  readonly verdict: 'missing'
  /** For which there are some. */
  readonly environments: readonly string[]
}

export type Checked =
  | MissingFigures
  /** Written for the first time. */
  | { readonly verdict: 'new'; readonly figures: HeapFigures }
  /** `updated`: there was a change, and it is written. */
  | { readonly verdict: 'same' | 'better' | 'worse' | 'updated'; readonly comparison: BaselineComparison }

/**
 * Looks before anything is measured whether a check can only fail.
 *
 * @returns nothing where figures are there, or may be written
 * @throws MeasurementError a file that cannot be read or understood
 */
export function missingFigures({ path, root, mode, ...place }: BaselineCheck): MissingFigures | undefined {
  const entry = entryAt(readBaseline(path, root), place)
  if (mode !== 'none' || entry.has(environmentName())) return undefined
  return { verdict: 'missing', environments: [...entry.keys()].sort() }
}

/**
 * Compares figures with those that are committed, and writes them where the mode says so, as for snapshots. Figures that are the same
 * within the leeway stay as they were committed: `-u` changes nothing that holds.
 *
 * @throws MeasurementError a file that cannot be read, understood or written, in one sentence
 */
export function checkBaseline(check: BaselineCheck, measured: HeapFigures, leeways: Leeways): Checked {
  const { path, root, mode, kind, key } = check
  const place: FiguresPlace = { kind, key, environment: environmentName() }
  const figures = roundedFigures(measured)
  const entry = entryAt(readBaseline(path, root), check)
  const old = entry.get(place.environment)
  if (!old) {
    if (mode === 'none') return { verdict: 'missing', environments: [...entry.keys()].sort() }
    // Another project that runs the same file may have been faster: as for a later run, what it has written counts.
    const isThere = (baseline: Baseline): boolean => entryAt(baseline, place).has(place.environment)
    updateBaseline(path, root, (baseline) => (isThere(baseline) ? baseline : withFigures(baseline, place, figures)))
    return { verdict: 'new', figures }
  }
  const comparison = compareFigures(figures, old, leeways)
  const { verdict } = comparison
  if (mode !== 'all' || verdict === 'same') return { verdict, comparison }
  updateBaseline(path, root, (baseline) => withFigures(baseline, place, figures))
  return { verdict: 'updated', comparison }
}

/** How figures compare with the committed ones, where there are such; nothing is written. */
export function comparedWith(
  { path, root, kind, key }: Omit<BaselineCheck, 'mode'>,
  measured: HeapFigures,
  leeways: Leeways,
): BaselineComparison | undefined {
  const old = entryAt(readBaseline(path, root), { kind, key }).get(environmentName())
  return old && compareFigures(roundedFigures(measured), old, leeways)
}
