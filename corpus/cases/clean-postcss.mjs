export const packages = { package: 'postcss@8.5.33' }
export function clean(pkg) {
  const processor = pkg.default([
    {
      postcssPlugin: 'red',
      Declaration(each) {
        each.value = each.value.replace('red', '#f00')
      },
    },
  ])
  let i = 0
  return () => processor.process(`.a${i++} { color: red; & > b { margin: 0 } }`, { from: undefined }).css
}
