import { serve } from './_server.mjs'

export const packages = { leaky: 'rxjs@6.5.4', fixed: 'rxjs@6.5.5' }

// Requests that share the signal of a shutdown.
export async function body(_, { load }) {
  const { fromFetch } = (await load('rxjs/fetch/index.js')).default
  const { url, close } = await serve()
  const { signal } = new AbortController()
  const fn = () =>
    new Promise((resolve, reject) => {
      fromFetch(url, { signal }).subscribe({
        next: (response) => response.text().then(() => setImmediate(resolve), reject),
        error: reject,
      })
    })
  fn.teardown = close
  return fn
}
