export const packages = { package: '@babel/parser@7.29.15' }
export function clean(pkg) {
  let i = 0
  return () =>
    pkg.parse(`interface A { n: number }; export const C${i++} = (a: A) => <b className="x">{a.n}</b>`, {
      sourceType: 'module',
      plugins: ['typescript', 'jsx'],
    })
}
