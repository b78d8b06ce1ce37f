export const packages = { package: 'node' }
export function clean() {
  const queue = []
  return () => {
    queue.push({ message: `event ${queue.length}`, tags: ['a', 'b'] })
    if (queue.length >= 250) queue.length = 0
  }
}
