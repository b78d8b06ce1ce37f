export const packages = { package: 'temporal-polyfill@0.3.2' }
export function clean(pkg) {
  const { Temporal } = pkg
  let i = 0
  return () => {
    const at = Temporal.ZonedDateTime.from('2024-03-31T01:30[Europe/Berlin]').add({ hours: i++ % 100 })
    return at.until(Temporal.ZonedDateTime.from('2025-01-01T00:00[Europe/Berlin]'), { largestUnit: 'month' }).toString()
  }
}
