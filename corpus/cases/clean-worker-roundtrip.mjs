import { Worker } from 'node:worker_threads'
export const packages = { package: 'node' }

export async function clean() {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads'); parentPort.on('message', (m) => parentPort.postMessage(m));`,
    { eval: true },
  )
  await new Promise((r) => worker.once('online', r))
  const fn = () =>
    new Promise((resolve) => {
      worker.once('message', resolve)
      worker.postMessage({ rows: [1, 2, 3] })
    })
  fn.teardown = () => worker.terminate()
  return fn
}
