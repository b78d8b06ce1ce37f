export const packages = { leaky: 'p-queue@9.0.0', fixed: 'p-queue@9.0.1' }

export function body(pkg) {
  const PQueue = pkg.default
  const queue = new PQueue({ concurrency: 2 })
  const shutdown = new AbortController()
  return async () => {
    await queue.add(async () => 'done', { signal: shutdown.signal })
  }
}
