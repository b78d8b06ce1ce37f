import { fileURLToPath } from 'node:url'

export const packages = { leaky: 'piscina@2.1.0', fixed: 'piscina@2.2.0' }

// Tasks for a worker that a shutdown would abort.
export async function body(pkg) {
  const Piscina = pkg.default
  const filename = fileURLToPath(new URL('./_echo-worker.mjs', import.meta.url))
  const pool = new Piscina({ filename, minThreads: 1, maxThreads: 1 })
  const { signal } = new AbortController()
  const fn = async () => {
    await pool.runTask('hello', signal)
  }
  fn.teardown = () => pool.destroy()
  return fn
}
