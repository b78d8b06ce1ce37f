export const packages = { package: 'node' }

export function clean() {
  const encoder = new TextEncoder()
  const decoder = new TextDecoder()
  let i = 0
  return () => {
    const url = new URL(`https://example.org/items/${i++}?a=1&b=two#x`)
    url.searchParams.set('c', 'three')
    decoder.decode(encoder.encode(url.href))
    Buffer.from(url.href).toString('base64url')
  }
}
