export const packages = { package: 'node' }

// leaky: the held value refers to the target, so that the target never dies.
export function leaky() {
  const registry = new FinalizationRegistry((held) => held.handle)
  return async () => {
    const resource = { handle: 1, data: new Array(10).fill(0) }
    registry.register(resource, { handle: 1, owner: resource })
    await null
  }
}
export function clean() {
  const registry = new FinalizationRegistry((handle) => handle)
  return async () => {
    const resource = { handle: 1, data: new Array(10).fill(0) }
    registry.register(resource, resource.handle)
    await null
  }
}
