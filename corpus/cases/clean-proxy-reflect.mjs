export const packages = { package: 'node' }
export function clean() {
  const seen = { reads: 0 }
  const observed = (target) =>
    new Proxy(target, {
      get(object, key, receiver) {
        seen.reads++
        const value = Reflect.get(object, key, receiver)
        return typeof value === 'object' && value !== null ? observed(value) : value
      },
    })
  return () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    proxy.a = 1
    revoke()
    return observed({ a: { b: [1, 2, 3] } }).a.b.map((n) => n * 2)
  }
}
