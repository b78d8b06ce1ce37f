export const packages = { package: 'node' }
export function clean() {
  const results = new Map()
  const memoized = (n) => {
    let result = results.get(n)
    if (!result) {
      if (results.size >= 64) results.clear()
      result = { text: n.toString(36), digits: [...String(n)] }
      results.set(n, result)
    }
    return result
  }
  let i = 0
  return () => memoized(i++)
}
