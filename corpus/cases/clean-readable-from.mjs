import { Readable } from 'node:stream'
export const packages = { package: 'node' }

export function clean() {
  return async () => {
    let sum = 0
    for await (const n of Readable.from([1, 2, 3, 4])) sum += n
    return sum
  }
}
