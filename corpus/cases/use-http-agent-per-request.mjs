import http from 'node:http'
import { serve } from './_server.mjs'
export const packages = { package: 'node' }
// Two file descriptors per leaky iteration.
export const warmup = { leaky: 30, clean: 1000 }
export const iterations = { leaky: 60, clean: 1000 }

const get = (port, agent) =>
  new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port, agent }, (res) => res.resume().on('end', () => setImmediate(resolve)))
      .on('error', reject)
  })
// Every agent keeps its socket open, and the server its end of it.
export async function leaky() {
  const { port, close } = await serve()
  const fn = () => get(port, new http.Agent({ keepAlive: true }))
  fn.teardown = close
  return fn
}
export async function clean() {
  const { port, close } = await serve()
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  const fn = () => get(port, agent)
  fn.teardown = close
  return fn
}
