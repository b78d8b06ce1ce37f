export const packages = { package: 'node' }
export function clean() {
  let gone = 0
  const registry = new FinalizationRegistry(() => gone++)
  return async () => {
    const [kept, token] = [{ a: 1 }, {}]
    registry.register(kept, 'kept', token)
    registry.register({ b: 2 }, 'left')
    registry.unregister(token)
    await null
    return [gone, new WeakRef(kept).deref().a]
  }
}
