export const packages = { package: 'node' }
export function clean() {
  const zeros = Buffer.alloc(64)
  return () => {
    const joined = Buffer.concat([Buffer.from('text'), Buffer.allocUnsafe(100).fill(1), zeros, Buffer.alloc(20_000)])
    new DataView(joined.buffer, joined.byteOffset).setFloat64(0, 1.5)
    return joined.subarray(0, 50).toString('base64').length + joined.equals(zeros) + Buffer.byteLength('ä')
  }
}
