import { gunzipSync } from 'node:zlib'
import { PREFIX } from '../heap/remote-protocol.ts'
import { decodeProfile } from '../pprof/decode.ts'
import type { PprofProfile } from '../pprof/pprof-profile.ts'
import { ProfileError } from '../pprof/profile-error.ts'
import { UsageError } from './usage-error.ts'

/** Bytes of a profile, compressed or not: a server may send without end. */
const MAX_BYTES = 2 ** 30

/** Beyond what `?seconds=` makes the server wait. */
const PATIENCE_MS = 30_000
const MOST_SHOWN = 200

/** Whether what stands in place of a file is an address. */
export const isProfileUrl = (text: string): boolean => /^https?:\/\//i.test(text)

/**
 * The profile that a server sends: one with `heapProfiles()` of vitest-leak/http, or Go's net/http/pprof. An address without a path is
 * that of the server's heap profile.
 *
 * @throws UsageError one sentence with the address and what to do
 */
export async function readProfileUrl(text: string): Promise<PprofProfile> {
  if (!isProfileUrl(text) || !URL.canParse(text)) {
    throw new UsageError(`'${text}' is no address of a profile: give one such as http://127.0.0.1:3000${PREFIX}/heap`)
  }
  const url = new URL(text)
  if (url.pathname === '/') url.pathname = `${PREFIX}/heap`
  const bytes = await fetched(url)
  try {
    return decodeProfile(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipped(url, bytes) : bytes)
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error
    throw new UsageError(`${url} is no pprof profile: ${error.message}; ask for one without ?debug=`)
  }
}

async function fetched(url: URL): Promise<Uint8Array> {
  const seconds = Number(url.searchParams.get('seconds') ?? 0) || 0
  let response: Response
  let bytes: Uint8Array
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(seconds * 1000 + PATIENCE_MS) })
    bytes = new Uint8Array(await response.arrayBuffer())
  } catch (error) {
    // Of `fetch failed` the cause says more.
    const { code, message } = ((error as Error).cause ?? error) as NodeJS.ErrnoException
    throw new UsageError(
      `${url} cannot be read (${code ?? message}): start the server, and give the address that it listens on`,
    )
  }
  if (response.ok && bytes.length > 0) return bytes
  if (response.ok) throw new UsageError(`${url} has answered nothing: give the address of a profile, ${PREFIX}/heap`)
  const said = /^text\/plain/.test(response.headers.get('content-type') ?? '')
    ? `: ${new TextDecoder().decode(bytes).split('\n')[0]?.slice(0, MOST_SHOWN)}`
    : `: give the address of a profile, ${PREFIX}/heap`
  throw new UsageError(`${url} has answered ${response.status}${said}`)
}

function gunzipped(url: URL, bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES })
  } catch (error) {
    throw new UsageError(`${url} is damaged, gzip says '${(error as Error).message}': ask again`)
  }
}
