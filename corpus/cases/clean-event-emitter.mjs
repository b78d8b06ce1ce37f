import { EventEmitter, on, once } from 'node:events'
export const packages = { package: 'node' }

export function clean() {
  const emitter = new EventEmitter()
  return async () => {
    const first = once(emitter, 'data')
    const many = on(emitter, 'data')
    emitter.emit('data', { a: 1 })
    emitter.emit('data', { a: 2 })
    await first
    await many.next()
    await many.return()
    return emitter.listenerCount('data')
  }
}
