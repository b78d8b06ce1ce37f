import http from 'node:http'
import { serve } from './_server.mjs'
export const packages = { package: 'node' }

export async function clean() {
  const { port, close } = await serve()
  const agent = new http.Agent({ keepAlive: true, maxSockets: 3 })
  const get = (path) =>
    new Promise((resolve, reject) => {
      http.get({ host: '127.0.0.1', port, path, agent }, (res) => res.resume().on('end', resolve)).on('error', reject)
    })
  const fn = () => Promise.all(['/a', '/b', '/c', '/d', '/e'].map(get))
  fn.teardown = () => {
    agent.destroy()
    close()
  }
  return fn
}
