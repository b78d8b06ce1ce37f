import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UsageError } from '../usage-error.ts'

export interface PageServer {
  readonly url: string
  readonly close: () => Promise<void>
}

const HOST = '127.0.0.1'

/**
 * Serves one page to this machine alone.
 *
 * @param port 0 for one that is free
 * @throws UsageError the port is taken
 */
export async function servePage(page: string, port: number): Promise<PageServer> {
  const body = Buffer.from(page)
  const server = createServer(({ url, method, headers }, response) => {
    // Another site may let its name point here to read the page.
    const isOurs = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(headers.host ?? '')
    if (!isOurs || url !== '/' || (method !== 'GET' && method !== 'HEAD')) {
      response.writeHead(isOurs ? 404 : 403).end()
      return
    }
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': body.length,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    response.end(method === 'HEAD' ? undefined : body)
  })
  await listening(server, port)
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      const why =
        code === 'EADDRINUSE' ? 'is taken' : code === 'EACCES' ? 'is not allowed' : `cannot be used (${message})`
      reject(new UsageError(`port ${port} ${why}: give --port another one, or none for one that is free`))
    })
    server.listen(port, HOST, resolve)
  })
