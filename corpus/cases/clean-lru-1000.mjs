export const packages = { package: 'lru-cache@11.0.2' }
export function clean(pkg) {
  const cache = new pkg.LRUCache({ max: 1000 })
  let i = 0
  return () => {
    cache.set(`user-${i++}`, { id: i, tags: ['a', 'b'] })
    return cache.get(`user-${i - 3}`)
  }
}
