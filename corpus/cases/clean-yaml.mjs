export const packages = { package: 'yaml@2.9.1' }
export function clean(pkg) {
  const text = 'name: x\nlist: &list\n  - 1\n  - { a: b }\ncopy: *list\ntext: |\n  one\n  two\n'
  return () => pkg.stringify(pkg.parse(text)) + pkg.parseDocument(text).toString().length
}
