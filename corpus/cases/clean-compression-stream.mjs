export const packages = { package: 'node' }
export function clean() {
  return async () => {
    const packed = new Blob(['x'.repeat(500)]).stream().pipeThrough(new CompressionStream('gzip'))
    return (await new Response(packed.pipeThrough(new DecompressionStream('gzip'))).text()).length
  }
}
