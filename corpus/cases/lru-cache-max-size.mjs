export const packages = { leaky: 'lru-cache@7.7.1', fixed: 'lru-cache@7.8.1' }

// A cache that is limited by the size of its entries alone.
export function body(pkg) {
  const LRUCache = pkg.default
  const cache = new LRUCache({ maxSize: 1000, sizeCalculation: (text) => text.length })
  let i = 0
  return () => {
    cache.set(i++, 'x'.repeat(100))
  }
}
