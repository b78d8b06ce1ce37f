import type { IncomingMessage } from 'node:http'
import { isIPv4 } from 'node:net'

/** What a proxy adds. One on this machine makes everybody's requests come from it. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'] as const

/**
 * Why a request is not answered, or nothing: only this machine may ask.
 *
 * A web page may not, though the browser that shows it is on this machine: by its name, which it can have resolved to 127.0.0.1 (DNS
 * rebinding), or across origins, which a browser tells.
 *
 * @param allow decides in place of the rule about machines
 */
export function whyRefused(
  request: IncomingMessage,
  allow?: ((request: IncomingMessage) => boolean) | undefined,
): string | undefined {
  const { headers, socket } = request
  const { 'sec-fetch-site': site = 'none', origin } = headers
  if ((site !== 'none' && site !== 'same-origin') || (origin !== undefined && hostOf(origin) !== headers.host)) {
    return 'profiles are not for web pages of other origins: ask with curl or go tool pprof'
  }
  if (allow) {
    // An asynchronous function would allow everything: a promise is no `true`.
    return allow(request) === true ? undefined : 'heapProfiles({ allow }) did not return true for this request'
  }
  if (!isLoopbackAddress(socket.remoteAddress)) {
    return 'profiles are for this machine alone, unless heapProfiles({ allow }) says otherwise'
  }
  const proxy = PROXY_HEADERS.find((name) => headers[name] !== undefined)
  if (proxy !== undefined) {
    return `this request came through a proxy (it has the header ${proxy}), and profiles are for this machine alone, unless heapProfiles({ allow }) says otherwise`
  }
  if (!isLoopbackName(headers.host)) {
    return 'the Host header names no loopback address: ask http://127.0.0.1 or http://localhost, or let heapProfiles({ allow }) decide'
  }
  return undefined
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

/** IPv4's whole block 127.0.0.0/8, also where a socket of both families writes it as an IPv6 address. */
function isLoopbackAddress(address: string | undefined): boolean {
  if (address === undefined) return false
  const plain = address.replace(/^::ffff:/i, '')
  return plain === '::1' || (isIPv4(plain) && plain.startsWith('127.'))
}

function isLoopbackName(host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false
  const { hostname, pathname, username } = new URL(`http://${host}`)
  if (pathname !== '/' || username !== '') return false
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'))
}
