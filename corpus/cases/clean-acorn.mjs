export const packages = { package: 'acorn@8.19.0' }
export function clean(pkg) {
  let i = 0
  return () =>
    pkg.parse(`export const f${i++} = async (a, ...b) => { for (const c of b) await c?.(a) }`, {
      ecmaVersion: 2022,
      sourceType: 'module',
    })
}
