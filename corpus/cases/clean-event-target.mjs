export const packages = { package: 'node' }
export function clean() {
  const target = new EventTarget()
  return () => {
    const seen = []
    const controller = new AbortController()
    target.addEventListener('news', (event) => seen.push(event.detail), { once: true })
    target.addEventListener('news', (event) => seen.push(event.type), { signal: controller.signal })
    target.dispatchEvent(new CustomEvent('news', { detail: { a: 1 } }))
    controller.abort()
    return seen.length
  }
}
