export const packages = { package: 'immer@10.2.0' }
export function clean(pkg) {
  let state = { users: { a: { name: 'a', visits: 0 } }, log: [] }
  return () => {
    state = pkg.produce(state, (draft) => {
      draft.users.a.visits++
      draft.log.push({ visits: draft.users.a.visits })
      if (draft.log.length > 20) draft.log.shift()
    })
  }
}
