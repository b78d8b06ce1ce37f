import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
export const packages = { package: 'node' }

export function clean() {
  return async () => {
    const lines = []
    for await (const line of createInterface({ input: Readable.from(['one\ntwo\n', 'three']) })) lines.push(line)
    return lines
  }
}
