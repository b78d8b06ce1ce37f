import { channel, subscribe, tracingChannel, unsubscribe } from 'node:diagnostics_channel'
export const packages = { package: 'node' }

export function clean() {
  const news = channel('corpus:news')
  const tracing = tracingChannel('corpus:query')
  return async () => {
    let seen = 0
    const listener = () => seen++
    subscribe('corpus:news', listener)
    news.publish({ a: 1 })
    unsubscribe('corpus:news', listener)
    const handlers = { start: listener, asyncEnd: listener }
    tracing.subscribe(handlers)
    await tracing.tracePromise(async () => 1, { query: 'select 1' })
    tracing.unsubscribe(handlers)
    return seen
  }
}
