export const packages = { package: 'ajv@8.17.1' }
export function clean(pkg) {
  const validate = new pkg.default({ allErrors: true }).compile({
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string', minLength: 2 }, tags: { type: 'array', items: { type: 'string' } } },
  })
  return () => validate({ name: 'ab', tags: ['x'] }) && !validate({ name: 'a', tags: [1] }) && validate.errors.length
}
