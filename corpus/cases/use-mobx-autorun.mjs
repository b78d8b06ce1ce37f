export const packages = { package: 'mobx@6.13.5' }

export function leaky(pkg) {
  const { observable, autorun } = pkg.observable ? pkg : pkg.default
  const settings = observable({ theme: 'dark' })
  return () => {
    autorun(() => settings.theme)
  }
}
export function clean(pkg) {
  const { observable, autorun } = pkg.observable ? pkg : pkg.default
  const settings = observable({ theme: 'dark' })
  return () => {
    const dispose = autorun(() => settings.theme)
    dispose()
  }
}
