export const packages = { package: 'node' }
export function clean() {
  const recent = new Map()
  let i = 0
  return () => {
    recent.set(i++, { message: `event ${i}` })
    if (recent.size > 200) recent.delete(recent.keys().next().value)
  }
}
