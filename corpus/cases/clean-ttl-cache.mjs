export const packages = { package: 'lru-cache@11.0.2' }
export function clean(pkg) {
  const cache = new pkg.LRUCache({ max: 100, ttl: 5, ttlAutopurge: false })
  let i = 0
  return () => {
    cache.set(`session-${i++}`, { user: i })
    cache.purgeStale()
    return cache.size
  }
}
