export const packages = { package: 'node' }
export function clean() {
  const queue = []
  let sent = 0
  return async () => {
    queue.push({ at: sent, payload: new Uint8Array(64) })
    if (queue.length >= 100) sent += queue.splice(0).length
    await null
  }
}
