import { MessageChannel } from 'node:worker_threads'
export const packages = { package: 'node' }

export function clean() {
  const { port1, port2 } = new MessageChannel()
  port2.on('message', (message) => port2.postMessage({ got: message }))
  const fn = () =>
    new Promise((resolve) => {
      port1.once('message', resolve)
      port1.postMessage({ bytes: new Uint8Array(100) })
    })
  fn.teardown = () => port1.close()
  return fn
}
