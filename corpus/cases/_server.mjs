import http from 'node:http'

/** A loopback server that drains the request and answers a small JSON document. */
export async function serve(handler) {
  const server = http.createServer(
    { keepAliveTimeout: 60_000 },
    handler ??
      ((req, res) => {
        req.resume()
        req.on('end', () => res.end('{"ok":true}'))
      }),
  )
  await new Promise((r) => server.listen(0, '127.0.0.1', r))
  const { port } = server.address()
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
