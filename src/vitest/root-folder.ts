import { workerState } from './worker-state.ts'

/** The project's root: of the plugin, of Vitest, or where the process was started. */
export function rootFolder(): string {
  const { __vitest_worker__: worker } = globalThis as { __vitest_worker__?: { config?: { root?: string } } }
  return workerState.provided.root ?? worker?.config?.root ?? process.cwd()
}
