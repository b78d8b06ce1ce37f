export const packages = { package: 'node' }

export function clean() {
  const meta = new WeakMap()
  const seen = new WeakSet()
  const refs = new Set() // swept below, as well written weak caches do
  const registry = new FinalizationRegistry((ref) => refs.delete(ref))
  return async () => {
    const key = { payload: new Array(50).fill(0) }
    meta.set(key, { big: 'x'.repeat(100) })
    seen.add(key)
    const ref = new WeakRef(key)
    refs.add(ref)
    registry.register(key, ref)
    await null
  }
}
