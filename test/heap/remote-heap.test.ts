import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { remoteHeap } from '../../src/heap/remote-heap.ts'

// What is wrong with a server is one sentence. What a real one answers is in test/http and test/e2e/remote.test.ts.

const how = { intervalBytes: 1, stackDepth: 8, idleSeconds: 30 }

async function port(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

const answering = (listener: RequestListener): Promise<number> => port(createServer(listener))
const ours = { 'x-vitest-leak': '1' }

const problemAt = async (address: string): Promise<string> =>
  remoteHeap(address)
    .open(how)
    .then(
      () => 'none',
      ({ message }) => message,
    )

test('nobody', async () => {
  expect(await problemAt('http://127.0.0.1:9')).toBe(
    'no server answers at http://127.0.0.1:9 (ECONNREFUSED): start it before the assertion, and give remoteHeap() the address that it listens on',
  )
})

test('somebody without heapProfiles(), below a path too', async () => {
  const at = await answering((_, response) => response.writeHead(404).end('not here'))
  expect(await problemAt(`http://127.0.0.1:${at}/internal/`)).toBe(
    `the server at http://127.0.0.1:${at}/internal has no heapProfiles(), since it answers 404 to /debug/pprof/record: add the handler of vitest-leak/http to it`,
  )
})

test.for([
  [403, 'profiles are for this machine alone, unless heapProfiles({ allow }) says otherwise'],
  [409, 'a recording is being taken of this process: wait until it has ended'],
] as const)('one that says %i', async ([status, sentence]) => {
  const at = await answering((_, response) => response.writeHead(status, ours).end(`${sentence}\n`))
  expect(await problemAt(`http://127.0.0.1:${at}`)).toBe(
    `the server at http://127.0.0.1:${at} refuses to be measured: ${sentence}`,
  )
})

test('one of another version', async () => {
  const at = await answering((_, response) => response.writeHead(200, ours).end('{"protocol":99}'))
  expect(await problemAt(`http://127.0.0.1:${at}`)).toBe(
    `the server at http://127.0.0.1:${at} has another version of vitest-leak/http than this test: install the same one on both sides`,
  )
})

test('one that speaks http to https, and one that closes the connection', async () => {
  const at = await answering((_, response) => response.end())
  expect(await problemAt(`https://127.0.0.1:${at}`)).toMatch(
    /^the server at https:\/\/127\.0\.0\.1:\d+ does not speak https \(EPROTO\): is it http\?$/,
  )
  const closing = await answering((request) => request.socket.destroy())
  expect(await problemAt(`http://127.0.0.1:${closing}`)).toMatch(
    /^the server at http:\/\/127\.0\.0\.1:\d+ closes the connection without an answer \(ECONNRESET\): is it https, or did it end\?$/,
  )
  const tls = await port(createTlsServer())
  expect(await problemAt(`http://127.0.0.1:${tls}`)).toMatch(/is it https, or did it end\?$/)
})

test('one whose base has a path is asked below it', async () => {
  const asked: string[] = []
  const at = await answering((request, response) => {
    asked.push(`${request.method} ${request.url?.split('?')[0]}`)
    response.writeHead(200, ours).end(JSON.stringify({ protocol: 1, id: 'a', arrayBufferSizes: [96] }))
  })
  const recording = await remoteHeap(`http://127.0.0.1:${at}/internal`).open(how)
  expect(await recording.stop()).toBe(true)
  expect(asked).toEqual(['POST /internal/debug/pprof/record/start', 'POST /internal/debug/pprof/record/stop'])
})
