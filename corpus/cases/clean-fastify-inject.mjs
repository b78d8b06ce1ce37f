export const packages = { package: 'fastify@5.12.8' }
export async function clean(pkg) {
  const app = pkg.fastify()
  app.post('/items/:id', {
    schema: { body: { type: 'object', properties: { a: { type: 'number' } } } },
    handler: async (request) => ({ id: request.params.id, ...request.body }),
  })
  await app.ready()
  let i = 0
  const fn = async () => (await app.inject({ method: 'POST', url: `/items/${i++}`, payload: { a: 1 } })).json()
  fn.teardown = () => app.close()
  return fn
}
