import http from 'node:http'
import { serve } from './_server.mjs'

export const packages = { leaky: 'cacheable-request@6.0.0', fixed: 'cacheable-request@6.1.0' }
export const iterations = { leaky: 1000, fixed: 3000 }

// One cache adapter for all requests; every request listens to its errors.
export async function body(pkg) {
  const CacheableRequest = pkg.default
  const { port, close } = await serve((_req, res) => {
    res.setHeader('cache-control', 'max-age=3600')
    res.end('ok')
  })
  const request = new CacheableRequest(http.request, new Map())
  const options = { protocol: 'http:', hostname: '127.0.0.1', port, path: '/', method: 'GET' }
  const fn = () =>
    new Promise((resolve, reject) => {
      request(options, (res) => res.on('data', () => {}).on('end', () => setImmediate(resolve)))
        .on('request', (req) => req.end())
        .on('error', reject)
    })
  fn.teardown = close
  return fn
}
