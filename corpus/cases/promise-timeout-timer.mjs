export const packages = { leaky: 'promise-timeout@1.0.0', fixed: 'promise-timeout@1.1.1' }

// The promise settles at once; the timer (10 minutes) must not stay.
export function body(pkg) {
  const { timeout } = pkg.default
  return async () => {
    await timeout(Promise.resolve({ rows: 1 }), 600_000)
  }
}
