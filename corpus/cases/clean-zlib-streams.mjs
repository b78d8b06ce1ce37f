import { Readable } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
export const packages = { package: 'node' }

export function clean() {
  return async () => {
    let length = 0
    for await (const chunk of Readable.from([Buffer.alloc(500, 'x')])
      .pipe(createGzip())
      .pipe(createGunzip())) {
      length += chunk.length
    }
    return length
  }
}
