export const packages = { leaky: 'eventemitter2@6.4.2', fixed: 'eventemitter2@6.4.3' }
export const iterations = 500 // the leaky emitter slows down with every listener

export function body(pkg) {
  const { EventEmitter2 } = pkg.default
  const bus = new EventEmitter2()
  return async () => {
    const done = bus.waitFor('done', { timeout: 10_000 })
    bus.emit('done', 1)
    await done
  }
}
