export const packages = { package: 'fast-xml-parser@4.5.7' }
export function clean(pkg) {
  const parser = new pkg.XMLParser({ ignoreAttributes: false })
  const builder = new pkg.XMLBuilder({ ignoreAttributes: false })
  let i = 0
  return () => builder.build(parser.parse(`<list><item id="${i++}">text</item><item id="2"><b>x</b></item></list>`))
}
