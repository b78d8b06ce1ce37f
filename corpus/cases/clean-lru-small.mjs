export const packages = { package: 'lru-cache@11.0.2' }
export function clean(pkg) {
  const cache = new pkg.LRUCache({ max: 10 })
  let i = 0
  return () => {
    cache.set(i, { id: i++ })
    return cache.get(i - 5)
  }
}
