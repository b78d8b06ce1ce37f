export const packages = { package: 'nanoid@5.1.16' }
export function clean(pkg) {
  const short = pkg.customAlphabet('abcdef0123456789', 10)
  return () => pkg.nanoid() + short()
}
