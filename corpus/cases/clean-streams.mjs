import { Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
export const packages = { package: 'node' }

export function clean() {
  return async () => {
    let bytes = 0
    await pipeline(
      Readable.from(['a', 'b', 'c'].map((c) => Buffer.from(c.repeat(500)))),
      new Transform({ transform: (chunk, _, done) => done(null, Buffer.concat([chunk, chunk])) }),
      new Writable({
        write: (chunk, _, done) => {
          bytes += chunk.length
          done()
        },
      }),
    )
    if (bytes !== 3000) throw new Error('lost')
  }
}
