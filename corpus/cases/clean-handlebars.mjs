export const packages = { package: 'handlebars@4.7.8' }
export const iterations = 2000

export function clean(pkg) {
  const Handlebars = pkg.default
  let i = 0
  return () => {
    const template = Handlebars.compile(`Hello {{name}} {{#each items}}<b>{{this}}</b>{{/each}} ${i++}`)
    template({ name: 'x', items: [1, 2, 3] })
  }
}
