import { brotliCompressSync, brotliDecompressSync, deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib'
export const packages = { package: 'node' }

export function clean() {
  const text = Buffer.from('a line of text\n'.repeat(50))
  return () => {
    gunzipSync(gzipSync(text))
    inflateSync(deflateSync(text))
    return brotliDecompressSync(brotliCompressSync(text, { params: { 1: 4 } })).length
  }
}
