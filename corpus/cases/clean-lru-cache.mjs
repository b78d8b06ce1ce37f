export const packages = { package: 'lru-cache@11.0.2' }
export const warmup = 700

// Bounded, but it grows for the first 500 iterations.
export function clean(pkg) {
  const cache = new pkg.LRUCache({ max: 500 })
  let i = 0
  return () => {
    cache.set(`key-${i++}`, { value: new Array(20).fill(i) })
    cache.get(`key-${i - 10}`)
  }
}
