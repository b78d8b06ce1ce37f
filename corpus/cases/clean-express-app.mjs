import http from 'node:http'
export const packages = { package: 'express@4.21.1' }
export const iterations = 2500

export async function clean(pkg) {
  const express = pkg.default
  const app = express()
  app.use(express.json())
  app.post('/items/:id', (req, res) => res.json({ id: req.params.id, got: req.body }))
  const server = await new Promise((r) => {
    const s = app.listen(0, '127.0.0.1', () => r(s))
  })
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  let i = 0
  const fn = () =>
    new Promise((resolve, reject) => {
      const req = http.request(
        {
          host: '127.0.0.1',
          port: server.address().port,
          path: `/items/${i++}`,
          method: 'POST',
          agent,
          headers: { 'content-type': 'application/json' },
        },
        (res) => res.resume().on('end', () => setImmediate(resolve)),
      )
      req.on('error', reject).end('{"a":1}')
    })
  fn.teardown = () => {
    server.closeAllConnections()
    server.close()
  }
  return fn
}
