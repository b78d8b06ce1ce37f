export const packages = { package: 'dataloader@2.2.3' }

const batch = async (ids) => ids.map((id) => ({ id }))
// A loader is meant to live for one request; a global one caches for ever.
export function leaky(pkg) {
  const DataLoader = pkg.default
  const loader = new DataLoader(batch)
  let id = 0
  return async () => {
    await loader.load(id++)
  }
}
export function clean(pkg) {
  const DataLoader = pkg.default
  let id = 0
  return async () => {
    await new DataLoader(batch).load(id++)
  }
}
