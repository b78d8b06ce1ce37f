export const packages = { package: 'nunjucks@3.2.4' }
export function clean(pkg) {
  const { Environment, Template } = pkg.default
  const template = new Template(
    '{% for n in list %}<li>{{ n | upper }}</li>{% endfor %}',
    new Environment(null),
    null,
    true,
  )
  let i = 0
  return () => template.render({ list: ['a', `b${i++}`] })
}
