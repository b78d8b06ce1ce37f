import { serve } from './_server.mjs'
export const packages = { package: 'undici@6.29.1' }

export async function clean(pkg) {
  const { url, close } = await serve()
  const pool = new pkg.Pool(new URL(url).origin, { connections: 2 })
  const fn = async () => (await pool.request({ path: '/', method: 'GET' })).body.json()
  fn.teardown = async () => {
    await pool.destroy()
    close()
  }
  return fn
}
