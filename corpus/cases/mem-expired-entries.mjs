import { setTimeout as sleep } from 'node:timers/promises'

export const packages = { leaky: 'mem@3.0.1', fixed: 'mem@4.0.0' }

// Answers remembered for a moment by their URL.
export function body(pkg) {
  const mem = pkg.default
  const lookUp = mem((url) => ({ url, status: 200 }), { maxAge: 2 })
  let i = 0
  return async () => {
    lookUp(`https://example.org/users/${i++}`)
    await sleep(4)
  }
}
