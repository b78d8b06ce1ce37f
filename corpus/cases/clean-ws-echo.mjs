import { once } from 'node:events'
export const packages = { package: 'ws@8.23.0' }

export async function clean(pkg) {
  const server = new pkg.WebSocketServer({ port: 0, host: '127.0.0.1' })
  server.on('connection', (socket) => socket.on('message', (data) => socket.send(data)))
  await once(server, 'listening')
  const client = new pkg.WebSocket(`ws://127.0.0.1:${server.address().port}`)
  await once(client, 'open')
  const fn = async () => {
    client.send('hello')
    return String((await once(client, 'message'))[0])
  }
  fn.teardown = () => {
    client.terminate()
    server.close()
  }
  return fn
}
