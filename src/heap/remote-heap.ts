import { inspect } from 'node:util'
import { MeasurementError } from '../measure/errors.ts'
import { type CheckpointAnswer, PREFIX, PROTOCOL, type StartAnswer } from './remote-protocol.ts'
import { ask, type Request, reasonOf, type Said } from './remote-request.ts'

/** The heap of a server that has `heapProfiles()`: for the option `heap` of `toLeak`. */
export interface RemoteHeap {
  /** @returns a recording that the server ends by itself when nobody asks for it any more */
  open(how: RemoteHow): Promise<RemoteRecording>
}

export interface RemoteHow {
  /** Mean distance of recorded allocations in bytes; 1 records every one. */
  readonly intervalBytes: number
  readonly stackDepth: number
  /** How long the calls between two checkpoints may take, in seconds. */
  readonly idleSeconds: number
  readonly signal?: AbortSignal | undefined
}

/** One that goes on in the server's process. */
export interface RemoteRecording {
  readonly arrayBufferSizes: ReadonlySet<number>
  /** Records from now on, in place of what was recorded before. */
  restart(): Promise<void>
  /** What is alive after so many full collections, of what was allocated since. */
  checkpoint(collections: number, waitMs: number): Promise<CheckpointAnswer>
  /**
   * Leaves the server as it was found. May be called twice.
   *
   * @returns whether the server was still there
   */
  stop(): Promise<boolean>
}

/** Recordings that nobody waits for, because a test was ended: a server has one at a time, so the next one has to wait. */
const stopping = new Set<Promise<unknown>>()

/**
 * The heap of a server in another process, which is measured in place of this one's. The server has to have `heapProfiles()`.
 *
 * @param base the server's address, and the path that `heapProfiles()` is mounted at if there is one
 * @throws TypeError where that is no address of a server
 * @example await expect(() => fetch(url)).not.toLeak({ heap: remoteHeap('http://127.0.0.1:3000') })
 */
export function remoteHeap(base: string | URL): RemoteHeap {
  const address = addressOf(base)
  return {
    async open({ intervalBytes, stackDepth, idleSeconds, signal }) {
      await Promise.allSettled(stopping)
      const how = { interval: intervalBytes, depth: stackDepth, idle: idleSeconds }
      const start = await first(address, endpoint(address, 'start', how), signal)
      const { id } = start
      const further = async (method: Request['method'], name: string, query: object): Promise<Said> => {
        try {
          return answered(address, await ask({ method, url: endpoint(address, name, { id, ...query }), signal }))
        } catch (error) {
          throw error instanceof MeasurementError || signal?.aborted ? error : goneAway(address, error)
        }
      }
      let stopped: Promise<boolean> | undefined
      return {
        arrayBufferSizes: new Set(start.arrayBufferSizes),
        restart: async () => void (await further('POST', 'start', how)),
        checkpoint: async (gc, wait) => JSON.parse((await further('GET', 'checkpoint', { gc, wait })).text),
        stop() {
          // Without the signal: it has to be stopped after an abort, too.
          stopped ??= ask({ method: 'POST', url: endpoint(address, 'stop', { id }), silenceMs: 5000 }).then(
            () => true,
            () => false,
          )
          const one = stopped
          stopping.add(one)
          return one.finally(() => stopping.delete(one))
        },
      }
    },
  }
}

/** The server went away, or does not answer any more. */
const goneAway = (address: string, cause: unknown): MeasurementError =>
  new MeasurementError(
    `the server at ${address} went away while it was measured (${reasonOf(cause)}): see what it printed before it ended`,
    { cause },
  )

function addressOf(base: string | URL): string {
  const url = URL.canParse(String(base)) ? new URL(String(base)) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw new TypeError(
      `remoteHeap() is given the address of a server, such as 'http://127.0.0.1:3000', not ${inspect(base)}`,
    )
  }
  return url.href.replace(/\/$/, '')
}

function endpoint(address: string, name: string, query: object): URL {
  const url = new URL(`${address}${PREFIX}/record/${name}`)
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, String(value))
  return url
}

async function first(address: string, url: URL, signal: AbortSignal | undefined): Promise<StartAnswer> {
  let said: Said
  try {
    said = await ask({ method: 'POST', url, signal })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new MeasurementError(whyNoAnswer(address, reasonOf(error)), { cause: error })
  }
  const start = JSON.parse(answered(address, said).text) as StartAnswer
  if (start.protocol === PROTOCOL) return start
  throw new MeasurementError(
    `the server at ${address} has another version of vitest-leak/http than this test: install the same one on both sides`,
  )
}

/** Of TLS: somebody is there. */
const UNTRUSTED = /CERT|SIGNATURE|ISSUER|SELF_SIGNED/
const OTHER_PROTOCOL = /^(?:EPROTO|HPE_INVALID\w*|ERR_SSL_WRONG_VERSION_NUMBER)$/

function whyNoAnswer(address: string, reason: string): string {
  if (UNTRUSTED.test(reason)) {
    return `the certificate of the server at ${address} is not trusted here (${reason}): run the tests with NODE_EXTRA_CA_CERTS=<file of the certificate that signed it>`
  }
  if (OTHER_PROTOCOL.test(reason)) {
    const [is, other] = address.startsWith('https:') ? ['https', 'http'] : ['http', 'https']
    return `the server at ${address} does not speak ${is} (${reason}): is it ${other}?`
  }
  if (reason === 'ECONNRESET') {
    return `the server at ${address} closes the connection without an answer (${reason}): is it ${address.startsWith('https:') ? 'http' : 'https'}, or did it end?`
  }
  return `no server answers at ${address} (${reason}): start it before the assertion, and give remoteHeap() the address that it listens on`
}

function answered(address: string, said: Said): Said {
  if (said.isOurs && said.status === 200) return said
  if (said.isOurs) throw new MeasurementError(`the server at ${address} refuses to be measured: ${said.text.trim()}`)
  throw new MeasurementError(
    `the server at ${address} has no heapProfiles(), since it answers ${said.status} to ${PREFIX}/record: add the handler of vitest-leak/http to it`,
  )
}
