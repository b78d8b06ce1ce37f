export const packages = { package: 'node' }
export function clean() {
  const derived = new WeakMap()
  const sizeOf = (object) => {
    if (!derived.has(object)) derived.set(object, { size: Object.keys(object).length })
    return derived.get(object).size
  }
  return () => sizeOf({ a: 1, b: { c: 2 } }) + sizeOf([1, 2, 3])
}
