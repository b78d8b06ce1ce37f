export const packages = { package: 'node' }
export function clean() {
  const rows = Array.from({ length: 60 }, (_, n) => ({ id: n, name: `name ${(n * 37) % 60}` }))
  return () => {
    const byName = [...rows].sort((a, b) => (a.name < b.name ? -1 : 1))
    const numbers = Float64Array.from(byName, ({ id }) => id).sort()
    return rows
      .toSorted((a, b) => b.id - a.id)
      .concat(byName.reverse())
      .findLast(({ id }) => id === numbers[3])
  }
}
