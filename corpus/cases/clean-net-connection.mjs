import { once } from 'node:events'
import net from 'node:net'
export const packages = { package: 'node' }

export async function clean() {
  const server = net.createServer((socket) => socket.resume().end('bye'))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  const fn = async () => {
    const socket = net.connect(port, '127.0.0.1')
    socket.resume().end('hello')
    await once(socket, 'close')
  }
  fn.teardown = () => server.close()
  return fn
}
