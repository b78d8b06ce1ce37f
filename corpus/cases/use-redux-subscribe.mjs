export const packages = { package: 'redux@5.0.1' }

const make = (pkg, detach) => {
  const store = pkg.legacy_createStore((s = { n: 0 }, a) => (a.type === 'inc' ? { n: s.n + 1 } : s))
  return () => {
    const view = { last: null }
    const stop = store.subscribe(() => {
      view.last = store.getState()
    })
    if (detach) stop()
  }
}
export const leaky = (pkg) => make(pkg, false)
export const clean = (pkg) => make(pkg, true)
