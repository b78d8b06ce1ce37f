export const packages = { package: 'mobx@6.13.5' }
export function clean(pkg) {
  const { autorun, computed, observable, runInAction } = pkg
  const state = observable({ items: [{ price: 1 }, { price: 2 }] })
  return () => {
    const total = computed(() => state.items.reduce((sum, { price }) => sum + price, 0))
    const end = autorun(() => total.get())
    runInAction(() => state.items[0].price++)
    end()
  }
}
