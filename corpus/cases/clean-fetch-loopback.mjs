import { serve } from './_server.mjs'
export const packages = { package: 'node' }

export async function clean() {
  const { url, close } = await serve()
  const fn = async () => (await fetch(url, { method: 'POST', body: '{"a":1}' })).json()
  fn.teardown = close
  return fn
}
