export const packages = { package: 'node' }
export function clean() {
  let queue = []
  let sent = 0
  return () => {
    queue.push({ at: sent, fields: { a: 1 } })
    if (queue.length === 7) {
      sent += queue.length
      queue = []
    }
  }
}
