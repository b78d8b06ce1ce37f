export const packages = { package: 'zustand@5.1.0' }
export async function clean(_pkg, { load }) {
  const { createStore } = await load('zustand/vanilla')
  const store = createStore((set) => ({ count: 0, add: () => set(({ count }) => ({ count: count + 1 })) }))
  return () => {
    const seen = []
    const end = store.subscribe(({ count }) => seen.push(count))
    store.getState().add()
    end()
    return seen
  }
}
