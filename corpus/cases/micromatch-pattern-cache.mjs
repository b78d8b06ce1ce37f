export const packages = { leaky: 'micromatch@3.1.10', fixed: 'micromatch@4.0.0' }

export function body(pkg) {
  const micromatch = pkg.default
  let i = 0
  return () => {
    micromatch(['a.js', 'b.ts', 'src/x.js'], `src/user-${i++}/*.js`)
  }
}
