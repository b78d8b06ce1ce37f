export const packages = { package: 'iconv-lite@0.7.3' }
export function clean(pkg) {
  const iconv = pkg.default
  return () =>
    iconv.decode(iconv.encode('Käse, naïve, 日本', 'utf-16'), 'utf-16') +
    iconv.decode(iconv.encode('日本語', 'Shift_JIS'), 'Shift_JIS')
}
