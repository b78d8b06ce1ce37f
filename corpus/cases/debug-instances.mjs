export const packages = { leaky: 'debug@4.2.0', fixed: 'debug@4.3.1' }

// A logger of its own for each request.
export function body(pkg) {
  const createDebug = pkg.default
  let i = 0
  return () => {
    const log = createDebug(`app:request:${i++ % 100}`)
    log('received')
  }
}
