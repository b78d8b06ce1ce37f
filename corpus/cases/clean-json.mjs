export const packages = { package: 'node' }
export function clean() {
  let i = 0
  return () => {
    const text = JSON.stringify({ [`key${i++ % 50}`]: [1, { a: null }], at: new Date(0) }, (_key, value) => value, 1)
    return JSON.stringify(JSON.parse(text, (key, value) => (key === 'at' ? new Date(value) : value)))
  }
}
