import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as turn } from 'node:timers/promises'
export const packages = { package: 'node' }

export function clean() {
  const storage = new AsyncLocalStorage()
  let i = 0
  return () =>
    storage.run({ request: i++ }, async () => {
      await turn()
      const inner = storage.exit(() => storage.getStore())
      return [inner, await Promise.all([1, 2].map(async () => storage.getStore().request))]
    })
}
