import { type Baseline, type EntryKind, entryKinds } from './baseline.ts'
import { readBaseline } from './read.ts'
import { updateBaseline } from './update.ts'

/** Entries of a file that nobody has asked for. */
export type ObsoleteKeys = Readonly<Record<EntryKind, readonly string[]>>

/** What a run has asked of a file. */
export interface UsedKeys {
  readonly tests: ReadonlySet<string>
  readonly assertions: ReadonlySet<string>
  /** Full names of tests that exist and did not run to their end (skipped, filtered, failed): what they would have asked for stays. */
  readonly unfinished?: ReadonlySet<string>
}

/**
 * Entries of a file that this run has not used. Figures of other Node versions in an entry that is used are none of these.
 *
 * @throws MeasurementError a file that cannot be read or understood
 */
export function obsoleteIn(path: string, used: UsedKeys, root: string): ObsoleteKeys {
  const baseline = readBaseline(path, root)
  const unfinished = used.unfinished ?? new Set()
  const unused = (kind: EntryKind, testOf: (key: string) => string): string[] =>
    [...baseline[kind].keys()].filter((key) => !used[kind].has(key) && !unfinished.has(testOf(key))).sort()
  return {
    assertions: unused('assertions', testOfAssertion),
    tests: unused('tests', (key) => key),
  }
}

/** `renders a page 2` is of the test `renders a page`. */
const testOfAssertion = (key: string): string => key.replace(/ \d+$/, '')

export const hasKeys = (keys: ObsoleteKeys): boolean => entryKinds.some((kind) => keys[kind].length > 0)

/** Takes entries out of a file; a file without any is deleted. */
export function removeObsolete(path: string, keys: ObsoleteKeys, root: string): void {
  if (!hasKeys(keys)) return
  updateBaseline(path, root, (baseline) => ({
    assertions: without(baseline, 'assertions', keys),
    tests: without(baseline, 'tests', keys),
  }))
}

function without(baseline: Baseline, kind: EntryKind, keys: ObsoleteKeys): Baseline[EntryKind] {
  const obsolete = new Set(keys[kind])
  return new Map([...baseline[kind]].filter(([key]) => !obsolete.has(key)))
}
