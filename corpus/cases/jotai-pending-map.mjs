export const packages = { leaky: 'jotai@2.8.1', fixed: 'jotai@2.9.0' }
export const noMainEntry = true // the root entry needs React, the vanilla one does not

// Reading short-lived derived atoms, with no write and no subscription between.
export async function body(_, { load }) {
  const { atom, createStore } = await load('jotai/vanilla')
  const store = createStore()
  const base = atom({})
  return () => {
    const derived = atom((get) => ({ value: get(base) }))
    store.get(derived)
  }
}
