export const packages = { package: 'node' }

const deep = (n) => {
  if (n === 0) throw new Error('deep', { cause: new TypeError('cause') })
  return deep(n - 1)
}
export function clean() {
  return () => {
    try {
      deep(20)
    } catch (e) {
      if (!e.stack.includes('deep')) throw e
      const holder = {}
      Error.captureStackTrace(holder)
      holder.stack
    }
  }
}
