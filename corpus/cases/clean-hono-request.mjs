export const packages = { package: 'hono@4.13.19' }
export function clean(pkg) {
  const app = new pkg.Hono()
  app.use(async (c, next) => {
    await next()
    c.header('x-time', '1')
  })
  app.get('/items/:id', (c) => c.json({ id: c.req.param('id'), q: c.req.query('q') }))
  let i = 0
  return async () => (await app.request(`/items/${i++}?q=x`)).json()
}
