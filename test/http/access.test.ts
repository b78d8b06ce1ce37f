import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { whyRefused } from '../../src/http/access.ts'

const request = (headers: Record<string, string>, remoteAddress: string | undefined = '127.0.0.1') =>
  ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage

const HOST = { host: '127.0.0.1:3000' }

test.for([
  [HOST],
  [{ host: 'localhost:3000' }],
  [{ host: 'localhost' }],
  [{ host: '[::1]:3000' }, '::1'],
  [{ host: '127.8.0.1' }, '127.8.0.1'],
  [HOST, '::ffff:127.0.0.1'],
  [{ ...HOST, 'sec-fetch-site': 'none' }],
  [{ ...HOST, 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:3000' }],
] as const)('this machine may ask: %j', ([headers, address]) => {
  expect(whyRefused(request(headers, address))).toBeUndefined()
})

test.for([
  [HOST, '10.0.0.5', /for this machine alone/],
  [HOST, '::ffff:10.0.0.5', /for this machine alone/],
  [HOST, '127.0.0.1.example.com', /for this machine alone/],
  [HOST, '', /for this machine alone/],
  // DNS rebinding: the page's own name, resolved to 127.0.0.1.
  [{ host: 'evil.example:3000' }, '127.0.0.1', /Host header names no loopback address/],
  [{ host: '127.0.0.1.evil.example' }, '127.0.0.1', /Host header names no loopback address/],
  [{ host: 'localhost.evil.example' }, '127.0.0.1', /Host header/],
  [{ host: 'evil.example@localhost' }, '127.0.0.1', /Host header/],
  [{ host: 'localhost/evil' }, '127.0.0.1', /Host header/],
  [{}, '127.0.0.1', /Host header/],
  // A proxy on this machine.
  [{ ...HOST, 'x-forwarded-for': '127.0.0.1' }, '127.0.0.1', /through a proxy \(it has the header x-forwarded-for\)/],
  [{ ...HOST, forwarded: 'for=127.0.0.1' }, '127.0.0.1', /through a proxy/],
  // A header that claims to be this machine is no address.
  [{ ...HOST, 'x-forwarded-for': '127.0.0.1' }, '10.0.0.5', /for this machine alone/],
  // Forms and images of other pages.
  [{ ...HOST, 'sec-fetch-site': 'cross-site' }, '127.0.0.1', /web pages of other origins/],
  [{ ...HOST, 'sec-fetch-site': 'same-site' }, '127.0.0.1', /web pages of other origins/],
  [{ ...HOST, origin: 'http://evil.example' }, '127.0.0.1', /web pages of other origins/],
  [{ ...HOST, origin: 'null' }, '127.0.0.1', /web pages of other origins/],
] as const)('%j from %s is refused', ([headers, address, why]) => {
  expect(whyRefused(request(headers, address))).toMatch(why)
})

test('a Unix socket has no address, and is refused', () => {
  expect(whyRefused({ headers: HOST, socket: {} } as unknown as IncomingMessage)).toMatch(/for this machine alone/)
})

test('allow decides instead, but not for web pages', () => {
  const remote = request({ host: 'app.internal', 'x-forwarded-for': '10.0.0.9' }, '10.0.0.5')
  expect(whyRefused(remote, () => true)).toBeUndefined()
  expect(whyRefused(request(HOST), () => false)).toMatch(/did not return true/)
  expect(whyRefused(request({ ...HOST, origin: 'http://evil.example' }), () => true)).toMatch(/web pages/)
})

test('an asynchronous allow does not allow everything', () => {
  const later = (async () => true) as unknown as () => boolean
  expect(whyRefused(request(HOST), later)).toMatch(/did not return true/)
})
