interface VitestWorker {
  readonly config?: { readonly coverage?: { readonly enabled?: boolean; readonly provider?: string } }
}

/**
 * Whether V8 counts calls for a report on coverage: by Vitest's `--coverage`, by Node, or perhaps in Jest, which does not say.
 * An isolate has one such count, and whoever ends it ends it for all.
 */
export function isV8CoverageTaken(): boolean {
  const { __vitest_worker__: worker } = globalThis as { __vitest_worker__?: VitestWorker }
  const { enabled = false, provider = 'v8' } = worker?.config?.coverage ?? {}
  return (
    (enabled && provider !== 'istanbul') ||
    process.env.NODE_V8_COVERAGE !== undefined ||
    (!worker && process.env.JEST_WORKER_ID !== undefined)
  )
}
