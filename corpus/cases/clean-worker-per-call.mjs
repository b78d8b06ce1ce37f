import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
export const packages = { package: 'node' }

export function clean() {
  return async () => {
    const worker = new Worker(`require('node:worker_threads').parentPort.postMessage(1)`, { eval: true })
    await once(worker, 'exit')
  }
}
