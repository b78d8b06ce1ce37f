export const packages = { leaky: 'p-timeout@6.1.2', fixed: 'p-timeout@6.1.3' }

export function body(pkg) {
  const pTimeout = pkg.default
  const shutdown = new AbortController()
  return async () => {
    await pTimeout(Promise.resolve('done'), { milliseconds: 1000, signal: shutdown.signal })
  }
}
