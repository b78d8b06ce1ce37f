import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
export const packages = { package: 'node' }

export function clean() {
  const [pack, unpack] = [promisify(deflate), promisify(inflate)]
  const text = Buffer.from('a line of text\n'.repeat(50))
  return async () => (await unpack(await pack(text))).length
}
