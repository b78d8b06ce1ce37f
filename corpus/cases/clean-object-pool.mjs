export const packages = { package: 'node' }
export function clean() {
  const [free, used] = [[], []]
  let i = 0
  return () => {
    const buffer = free.pop() ?? { bytes: new Uint8Array(1024) }
    used.push(buffer)
    if (i++ % 5 === 4) for (const each of used.splice(0)) if (free.length < 30) free.push(each)
  }
}
