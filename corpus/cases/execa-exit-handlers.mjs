export const packages = { leaky: 'execa@0.9.0', fixed: 'execa@0.10.0' }
export const warmup = 40
export const iterations = { leaky: 80, fixed: 500 } // a child process each

// The child is used as an event emitter; its promise side is never looked at.
export function body(pkg) {
  const execa = pkg.default
  return () =>
    new Promise((resolve, reject) => {
      const child = execa('true', [])
      child.on('error', reject)
      child.on('exit', () => setImmediate(resolve))
    })
}
