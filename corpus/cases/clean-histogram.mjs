export const packages = { package: 'node' }
export function clean() {
  const buckets = new Map()
  let seed = 1
  return () => {
    seed = (seed * 48271) % 2147483647
    const key = Math.min(399, Math.floor(-Math.log(seed / 2147483647) * 60))
    const bucket = buckets.get(key) ?? { count: 0, sum: 0 }
    bucket.count++
    bucket.sum += seed
    buckets.set(key, bucket)
  }
}
