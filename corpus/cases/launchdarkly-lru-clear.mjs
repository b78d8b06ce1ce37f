export const packages = {
  leaky: '@launchdarkly/js-server-sdk-common@2.4.1',
  fixed: '@launchdarkly/js-server-sdk-common@2.5.0',
}
export const noMainEntry = true

// An LRU cache (max 100) that is cleared now and then, fed with unique keys.
export async function body(_, { load }) {
  const m = await load('@launchdarkly/js-server-sdk-common/dist/cache/LruCache.js')
  const LruCache = m.default.default ?? m.default
  const cache = new LruCache({ max: 100, maxAge: 0 })
  let i = 0
  return () => {
    cache.set(`context-${i++}`, true)
    if (i % 50 === 0) cache.clear()
  }
}
