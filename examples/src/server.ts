import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

class UserData {
  readonly id: number
  readonly data: Uint8Array

  constructor(id: number) {
    this.id = id
    this.data = new Uint8Array(1_000_000)
  }
}

/** The leak: it gets an entry with every request and loses none by itself. */
const userCache = new Map<number, UserData>()
let requests = 0

function handleLeakyEndpoint(): string {
  const user = new UserData(requests++)
  userCache.set(user.id, user)
  return `${userCache.size} users\n`
}

function handleClear(): string {
  userCache.clear()
  return 'cleared\n'
}

const server = createServer((request, response) => {
  if (request.url === '/leaky-endpoint') response.end(handleLeakyEndpoint())
  else if (request.url === '/clear') response.end(handleClear())
  else response.writeHead(404).end()
})

/** @returns the server's address, on a free port */
export async function start(): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export async function stop(): Promise<void> {
  userCache.clear()
  server.closeAllConnections()
  await once(server.close(), 'close')
}
