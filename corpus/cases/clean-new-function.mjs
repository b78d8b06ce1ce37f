export const packages = { package: 'node' }

// A different source text each time: templates and validators compiled on the fly, then dropped.
export function clean() {
  let i = 0
  return () => {
    const f = new Function('x', `return x + ${i++};`)
    f(1)
  }
}
