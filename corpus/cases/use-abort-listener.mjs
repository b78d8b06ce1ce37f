export const packages = { package: 'node' }

const work = async (signal, cleanUp) => {
  let onAbort
  const aborted = new Promise((_, reject) => {
    onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
  })
  const result = await Promise.race([Promise.resolve({ ok: true }), aborted])
  if (cleanUp) signal.removeEventListener('abort', onAbort)
  return result
}
export function leaky() {
  const { signal } = new AbortController()
  return () => work(signal, false)
}
export function clean() {
  const { signal } = new AbortController()
  return () => work(signal, true)
}
