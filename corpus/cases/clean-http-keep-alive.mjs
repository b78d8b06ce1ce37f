import http from 'node:http'
import { serve } from './_server.mjs'
export const packages = { package: 'node' }
export const iterations = 3000

export async function clean() {
  const { port, close } = await serve()
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  const fn = () =>
    new Promise((resolve, reject) => {
      http
        .get({ host: '127.0.0.1', port, agent }, (res) => res.resume().on('end', () => setImmediate(resolve)))
        .on('error', reject)
    })
  fn.teardown = close
  return fn
}
