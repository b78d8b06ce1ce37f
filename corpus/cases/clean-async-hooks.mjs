import { AsyncResource, createHook } from 'node:async_hooks'
export const packages = { package: 'node' }

export function clean() {
  const types = new Map()
  const hook = createHook({ init: (_id, type) => types.set(type, (types.get(type) ?? 0) + 1) }).enable()
  const fn = async () => {
    const resource = new AsyncResource('Job', { requireManualDestroy: true })
    await resource.runInAsyncScope(async () => Promise.resolve(1))
    resource.emitDestroy()
  }
  fn.teardown = () => hook.disable()
  return fn
}
