import http from 'node:http'
import { serve } from './_server.mjs'

export const packages = { leaky: 'node-fetch@3.2.4', fixed: 'node-fetch@3.2.5' }
export const iterations = { leaky: 500, fixed: 2500 }

export async function body(pkg) {
  const fetch = pkg.default
  const { url, close } = await serve()
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  const fn = async () => {
    const res = await fetch(url, { agent })
    await res.json()
  }
  fn.teardown = close
  return fn
}
