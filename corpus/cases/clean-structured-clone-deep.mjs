export const packages = { package: 'node' }
export function clean() {
  const original = {
    map: new Map([['a', { b: new Set([1, 2]) }]]),
    at: new Date(0),
    bytes: new Uint8Array(2000),
    error: new RangeError('no'),
    pattern: /a+/g,
  }
  original.self = original
  return () => {
    const { bytes } = structuredClone(original)
    return structuredClone(bytes, { transfer: [bytes.buffer] }).length
  }
}
