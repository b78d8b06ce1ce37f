import { Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
export const packages = { package: 'node' }

export function clean() {
  return async () => {
    const upper = new Transform({ transform: (chunk, _encoding, done) => done(null, String(chunk).toUpperCase()) })
    await pipeline(Readable.from(['a', 'b', 'c']), upper, new Writable({ write: (_chunk, _encoding, done) => done() }))
  }
}
