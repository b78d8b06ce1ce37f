/** What to do about figures that are not those of the baseline, as for snapshots: `-u`, at a developer's, in CI. */
export type UpdateMode = 'all' | 'new' | 'none'

/** What a matcher's `this` has of snapshots: the same in Vitest 3, 4 and 5 and in Jest 30 (run and read there). */
export interface SnapshotContext {
  readonly snapshotState?: object | undefined
}

interface Worker {
  readonly config?: { readonly snapshotOptions?: { readonly updateSnapshot?: unknown } }
}

/**
 * The mode of this run. Vitest sets it for each file, so that `u` in watch mode counts too. Without a test runner: as Vitest
 * does it, `none` where `CI` is set.
 */
export function updateMode({ snapshotState }: SnapshotContext = {}): UpdateMode {
  const { __vitest_worker__: worker } = globalThis as { __vitest_worker__?: Worker }
  const { _updateSnapshot: ofState } = (snapshotState ?? {}) as { readonly _updateSnapshot?: unknown }
  const given = [ofState, worker?.config?.snapshotOptions?.updateSnapshot].find(isMode)
  return given ?? (process.env.CI ? 'none' : 'new')
}

const isMode = (value: unknown): value is UpdateMode => value === 'all' || value === 'new' || value === 'none'
