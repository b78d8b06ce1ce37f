export const packages = { package: 'node' }
export function clean() {
  return () => {
    const [first, second] = [new AbortController(), new AbortController()]
    const either = AbortSignal.any([first.signal, second.signal])
    let aborted = 0
    either.addEventListener('abort', () => aborted++, { once: true })
    first.abort()
    return aborted
  }
}
