import http2 from 'node:http2'
export const packages = { package: 'node' }

export async function clean() {
  const server = http2.createServer((_request, response) => response.end('{"ok":true}'))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const session = http2.connect(`http://127.0.0.1:${server.address().port}`)
  const fn = async () => {
    let text = ''
    const request = session.request({ ':path': '/' })
    for await (const chunk of request.setEncoding('utf8')) text += chunk
    return text
  }
  fn.teardown = () => {
    session.destroy()
    server.close()
  }
  return fn
}
