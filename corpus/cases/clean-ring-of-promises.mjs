export const packages = { package: 'node' }
export function clean() {
  const recent = new Array(20).fill(null)
  let i = 0
  return async () => {
    const slot = i++ % recent.length
    recent[slot] = Promise.resolve({ slot }).then((value) => ({ ...value }))
    await Promise.allSettled(recent)
  }
}
