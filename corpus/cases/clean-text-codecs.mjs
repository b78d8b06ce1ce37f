import { StringDecoder } from 'node:string_decoder'
export const packages = { package: 'node' }

export function clean() {
  const encoder = new TextEncoder()
  const scratch = new Uint8Array(8)
  return () => {
    const bytes = encoder.encode('Käse 🧀')
    encoder.encodeInto('ä', scratch)
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const utf16 = new TextDecoder('utf-16le').decode(new Uint8Array([97, 0, 98, 0]))
    return (
      decoder.decode(bytes.subarray(0, 3), { stream: true }) +
      utf16 +
      new StringDecoder('utf8').end(Buffer.from([0xe2]))
    )
  }
}
