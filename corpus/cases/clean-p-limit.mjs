export const packages = { package: 'p-limit@6.2.0' }
export function clean(pkg) {
  const limit = pkg.default(2)
  return () => Promise.all([1, 2, 3, 4, 5].map((n) => limit(async () => n * 2)))
}
