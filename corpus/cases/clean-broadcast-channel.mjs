export const packages = { package: 'node' }
export function clean() {
  return async () => {
    const sender = new BroadcastChannel('news')
    const receiver = new BroadcastChannel('news')
    const received = new Promise((resolve) => {
      receiver.onmessage = resolve
    })
    sender.postMessage('hello')
    await received
    sender.close()
    receiver.close()
  }
}
