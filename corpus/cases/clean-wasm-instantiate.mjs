export const packages = { package: 'node' }
const BYTES = Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 13, 2, 3, 97, 100, 100,
  0, 0, 3, 109, 101, 109, 2, 0, 10, 9, 1, 7, 0, 32, 0, 32, 1, 106, 11,
])

export function clean() {
  const module = new WebAssembly.Module(BYTES)
  return () => {
    const { add, mem } = new WebAssembly.Instance(module).exports
    mem.grow(1)
    return add(mem.buffer.byteLength, 1)
  }
}
