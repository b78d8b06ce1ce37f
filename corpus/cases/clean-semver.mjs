export const packages = { package: 'semver@7.8.6' }
export function clean(pkg) {
  const { coerce, inc, satisfies, sort } = pkg.default
  let i = 0
  return () =>
    satisfies(`1.${i % 20}.0`, `^1.${i++ % 7}.0 || >=2`) +
    inc('1.2.3', 'minor') +
    sort(['2.0.0', '1.0.0'])[0] +
    coerce('v3')
}
