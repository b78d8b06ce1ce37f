export const packages = { package: 'ajv@8.17.1' }
export const iterations = { leaky: 200, clean: 2000 }

const schema = () => ({ type: 'object', properties: { name: { type: 'string' } }, required: ['name'] })
// Ajv caches by the identity of the schema: a fresh object per call is a fresh cache entry.
export function leaky(pkg) {
  const Ajv = pkg.default.default ?? pkg.default
  const ajv = new Ajv()
  return () => {
    ajv.compile(schema())({ name: 'x' })
  }
}
export function clean(pkg) {
  const Ajv = pkg.default.default ?? pkg.default
  const ajv = new Ajv()
  const same = schema()
  return () => {
    ajv.compile(same)({ name: 'x' })
  }
}
