import { PassThrough, Writable } from 'node:stream'
export const packages = { package: 'node' }

const tap = (feed, detach) => {
  const client = new Writable({ write: (_chunk, _, done) => done() })
  feed.pipe(client)
  if (detach) {
    feed.unpipe(client)
    client.destroy()
  }
}
export function leaky() {
  const feed = new PassThrough()
  return () => tap(feed, false)
}
export function clean() {
  const feed = new PassThrough()
  return () => tap(feed, true)
}
