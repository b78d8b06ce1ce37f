export const packages = { package: 'quick-lru@7.3.0' }
export function clean(pkg) {
  const cache = new pkg.default({ maxSize: 5000 })
  let i = 0
  return () => {
    for (let n = 0; n < 4; n++) cache.set(`page-${i++}`, { at: i })
    return cache.get(`page-${i - 100}`)
  }
}
